import type { Caller } from '../../../access/index.ts';
import { assertMayAtEndpoint } from '../../endpoints/assert-at-endpoint.ts';
import { inForce } from './in-force.ts';
import { presentServingEndpoint } from './present-serving-endpoint.ts';

/** `GET /api/2.0/serving-endpoints/{name}`. Throws `not_found`. */
export async function getServingEndpoint(caller: Caller, name: string) {
  await assertMayAtEndpoint(caller, 'endpoints.read', name);
  return presentServingEndpoint(caller, await inForce(name));
}
