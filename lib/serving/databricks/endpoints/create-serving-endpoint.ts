import type { Caller } from '../../../access/index.ts';
import { AppError } from '../../../platform/errors.ts';
import { assertMayAtEndpoint } from '../../endpoints/assert-at-endpoint.ts';
import { createEndpoint } from '../../endpoints/create-endpoint.ts';
import { createEndpointSchema } from '../../schemas.ts';
import { assertHonoured, withGateway } from './ai-gateway.ts';
import type { CreateServingEndpointBody } from './body.ts';
import { exists, inForce } from './in-force.ts';
import { notesOfEndpoint } from './notes.ts';
import { planConfig } from './plan-config.ts';
import { presentServingEndpoint } from './present-serving-endpoint.ts';
import { withProviders } from './save-providers.ts';

/** `POST /api/2.0/serving-endpoints`: in force on every replica when it is answered. Throws `conflict` and `invalid`. */
export async function createServingEndpoint(caller: Caller, body: CreateServingEndpointBody) {
  const { name, config } = body;
  await assertMayAtEndpoint(caller, 'endpoints.write', name);
  const gateway = { ...body.ai_gateway, rate_limits: body.ai_gateway?.rate_limits ?? body.rate_limits };
  assertHonoured(gateway);
  if (await exists(name)) {
    throw new AppError('conflict', `An endpoint named "${name}" exists. Change its config instead.`, {
      reason: 'already_exists',
    });
  }
  const { entities, providers } = await planConfig(name, config, []);
  const servedEntities = withGateway(entities, gateway);
  const input = createEndpointSchema.parse({ name, description: body.description ?? '', servedEntities });
  await withProviders(caller, name, providers, () => createEndpoint(caller, input));
  return presentServingEndpoint(caller, await inForce(name), notesOfEndpoint(body));
}
