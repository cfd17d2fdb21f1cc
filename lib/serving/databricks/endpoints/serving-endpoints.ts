/** The verbs of `/api/2.0/serving-endpoints`. Changes are in force on every replica when they are answered. */
import { assertMay, type Caller } from '../../../access/index.ts';
import { AppError } from '../../../platform/errors.ts';
import { assertUnchanged } from '../../endpoints/assert-unchanged.ts';
import { createEndpoint } from '../../endpoints/create-endpoint.ts';
import { deleteEndpoint } from '../../endpoints/delete-endpoint.ts';
import {
  allEndpoints,
  configHistory,
  configOf,
  entitiesOf,
  findEndpoint,
  prisma,
} from '../../endpoints/endpoint-store.ts';
import { updateEndpoint } from '../../endpoints/update-endpoint.ts';
import { createEndpointSchema, type ServedEntity, updateEndpointSchema } from '../../schemas.ts';
import { type AiGatewayBody, assertHonoured, presentAiGateway, withFallbacks } from './ai-gateway.ts';
import type { CreateServingEndpointBody, ServingConfigBody } from './body.ts';
import { notesOfConfig, notesOfEndpoint } from './notes.ts';
import { planConfig } from './plan-config.ts';
import {
  presentServingEndpoint,
  presentServingEndpoints,
  type ShownEndpoint,
} from './present-serving-endpoint.ts';
import { providerNameOf } from './provider-name.ts';
import { removeProviders, withProviders } from './save-providers.ts';

export async function listServingEndpoints(caller: Caller) {
  assertMay(caller, 'endpoints.read');
  return { endpoints: await presentServingEndpoints(caller, await allEndpoints()) };
}

export async function getServingEndpoint(caller: Caller, name: string) {
  assertMay(caller, 'endpoints.read');
  return presentServingEndpoint(caller, await inForce(name));
}

export async function createServingEndpoint(caller: Caller, body: CreateServingEndpointBody) {
  assertMay(caller, 'endpoints.write');
  const { name, config } = body;
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

export async function updateServingConfig(caller: Caller, name: string, body: ServingConfigBody) {
  assertMay(caller, 'endpoints.write');
  const { endpoint, config } = await inForce(name);
  assertUnchanged(endpoint, body.config_version ?? endpoint.config);
  const { entities, providers } = await planConfig(name, body, entitiesOf(config));
  await withProviders(caller, name, providers, () => change(caller, endpoint, entities));
  return presentServingEndpoint(caller, await inForce(name), notesOfConfig(body));
}

/** An absent part of the gateway stays as it is. */
export async function putAiGateway(caller: Caller, name: string, body: AiGatewayBody) {
  assertMay(caller, 'endpoints.write');
  assertHonoured(body);
  const { endpoint, config } = await inForce(name);
  const before = entitiesOf(config);
  const entities = withGateway(before, body);
  await change(caller, endpoint, entities);
  return presentAiGateway(entities);
}

/** Deletes the endpoint and the providers that were made for its external models, unless something else needs them. */
export async function deleteServingEndpoint(caller: Caller, name: string): Promise<Record<string, never>> {
  assertMay(caller, 'endpoints.write');
  const { endpoint } = await inForce(name);
  const history = await configHistory(endpoint.id);
  const made = history.flatMap(entitiesOf).flatMap(({ name: entity, target }) => {
    const own = providerNameOf(name, entity);
    return target.by === 'external' && target.provider === own ? [own] : [];
  });
  await deleteEndpoint(caller, name, name);
  await removeProviders(caller, new Set(made));
  return {};
}

function withGateway(entities: ServedEntity[], { fallback_config: fallback }: AiGatewayBody): ServedEntity[] {
  if (!fallback) return entities;
  if (fallback.enabled && entities.length === 1) {
    const message = 'There is one served entity, so there is none to fall back to. Add another one first.';
    throw new AppError('invalid', message, { issues: [{ path: 'fallback_config', message }] });
  }
  return withFallbacks(entities, fallback.enabled);
}

async function change(
  caller: Caller,
  { name, config }: ShownEndpoint['endpoint'],
  servedEntities: ServedEntity[],
) {
  const reason = 'Changed over the Databricks API.';
  const input = updateEndpointSchema.parse({ expectedConfig: config, servedEntities, reason });
  await updateEndpoint(caller, name, input);
}

async function inForce(name: string): Promise<ShownEndpoint> {
  const endpoint = await findEndpoint(prisma(), name);
  return { endpoint, config: await configOf(prisma(), endpoint) };
}

async function exists(name: string): Promise<boolean> {
  try {
    await findEndpoint(prisma(), name);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return false;
    throw error;
  }
}
