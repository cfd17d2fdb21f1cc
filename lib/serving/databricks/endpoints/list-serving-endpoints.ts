import { assertMay, type Caller, mayAt } from '../../../access/index.ts';
import { allEndpoints } from '../../endpoints/endpoint-store.ts';
import { presentServingEndpoints } from './present-serving-endpoint.ts';

/** `GET /api/2.0/serving-endpoints` */
export async function listServingEndpoints(caller: Caller) {
  assertMay(caller, 'endpoints.read');
  const reached = (await allEndpoints()).filter(({ endpoint }) =>
    mayAt(caller, 'endpoints.read', { ...endpoint, kind: 'endpoint' }),
  );
  return { endpoints: await presentServingEndpoints(caller, reached) };
}
