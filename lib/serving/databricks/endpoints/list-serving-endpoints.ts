import { assertMay, type Caller, mayReach } from '../../../access/index.ts';
import { allEndpoints } from '../../endpoints/endpoint-store.ts';
import { presentServingEndpoints } from './present-serving-endpoint.ts';

/** `GET /api/2.0/serving-endpoints` */
export async function listServingEndpoints(caller: Caller) {
  assertMay(caller, 'endpoints.read');
  const reached = (await allEndpoints()).filter(({ endpoint }) => mayReach(caller, endpoint.name));
  return { endpoints: await presentServingEndpoints(caller, reached) };
}
