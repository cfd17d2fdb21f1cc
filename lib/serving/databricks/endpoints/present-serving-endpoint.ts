import { type Caller, may, mayAt, type Place } from '../../../access/index.ts';
import { type ConfigRow, creatorsOf, type EndpointRow } from '../../endpoints/endpoint-store.ts';
import { presentEndpoint } from '../../endpoints/present-endpoint.ts';
import type { ResolvedServedEntity, ServedTarget } from '../../schemas.ts';
import { presentAiGateway } from './ai-gateway.ts';
import { entityVersion } from './entity-version.ts';
import { storedProvider } from './keeps-provider.ts';
import { presentExternalModel } from './present-external-model.ts';

export interface ShownEndpoint {
  endpoint: EndpointRow;
  config: ConfigRow;
}

/** An endpoint as `ServingEndpointDetailed` of databricks-sdk-py, with what Slipway adds under `slipway`. */
export async function presentServingEndpoint(
  caller: Caller,
  shown: ShownEndpoint,
  notes: readonly string[] = [],
) {
  const { endpoint, config } = shown;
  const { servedEntities } = await presentEndpoint(endpoint, config);
  const creators = await creatorsOf([endpoint.id]);
  const since = { creator: config.createdByName, creation_timestamp: config.createdAt.getTime() };
  const entities = await Promise.all(
    servedEntities.map(async (entity) => ({
      ...(await entityBody(caller, entity)),
      ...sizing(entity),
      ...since,
    })),
  );
  return {
    ...headOf(shown, servedEntities, creators.get(endpoint.id) ?? ''),
    description: endpoint.description,
    permission_level: permissionLevel(caller, { ...endpoint, kind: 'endpoint' }),
    route_optimized: false,
    ai_gateway: presentAiGateway(servedEntities),
    config: {
      config_version: config.number,
      served_entities: entities,
      served_models: servedEntities.flatMap(({ name, target, ...entity }) =>
        target.by === 'external'
          ? []
          : [{ name, ...modelBody(target), ...sizing({ ...entity, name, target }), ...since }],
      ),
      traffic_config: {
        routes: servedEntities.map(({ name, trafficPercentage }) => ({
          served_model_name: name,
          served_entity_name: name,
          traffic_percentage: trafficPercentage,
        })),
      },
    },
    slipway: { notes },
  };
}

/** Endpoints as `ServingEndpoint` of databricks-sdk-py. */
export async function presentServingEndpoints(caller: Caller, all: readonly ShownEndpoint[]) {
  const creators = await creatorsOf(all.map(({ endpoint }) => endpoint.id));
  return Promise.all(
    all.map(async (shown) => {
      const { servedEntities } = await presentEndpoint(shown.endpoint, shown.config);
      const entities = await Promise.all(servedEntities.map((entity) => entityBody(caller, entity)));
      return {
        ...headOf(shown, servedEntities, creators.get(shown.endpoint.id) ?? ''),
        config: { served_entities: entities },
      };
    }),
  );
}

function headOf({ endpoint }: ShownEndpoint, entities: readonly ResolvedServedEntity[], creator: string) {
  const served = entities.filter(({ trafficPercentage }) => trafficPercentage > 0);
  const ready = served.every(({ problem }) => problem === null);
  return {
    name: endpoint.name,
    id: endpoint.id,
    creator,
    creation_timestamp: endpoint.createdAt.getTime(),
    last_updated_timestamp: endpoint.updatedAt.getTime(),
    state: { ready: ready ? 'READY' : 'NOT_READY', config_update: 'NOT_UPDATING' },
    task: 'llm/v1/chat',
  };
}

async function entityBody(caller: Caller, { name, target, resolvedVersion, problem }: ResolvedServedEntity) {
  const state = {
    deployment: problem === null ? 'DEPLOYMENT_READY' : 'DEPLOYMENT_FAILED',
    deployment_state_message: problem ?? '',
  };
  if (target.by === 'external') {
    const provider = await storedProvider(target.provider);
    const external_model = presentExternalModel(target, provider, may(caller, 'providers.read'));
    return { name, external_model, state };
  }
  return {
    name,
    entity_name: target.model,
    entity_version: entityVersion(target),
    state,
    slipway: { resolved_version: resolvedVersion },
  };
}

function modelBody(target: Exclude<ServedTarget, { by: 'external' }>) {
  return { model_name: target.model, model_version: entityVersion(target) };
}

function sizing({ target, workload }: Pick<ResolvedServedEntity, 'name' | 'target' | 'workload'>) {
  if (target.by === 'external') return {};
  return {
    workload_size: workload.workloadSize,
    workload_type: 'CPU',
    scale_to_zero_enabled: workload.scaleToZeroEnabled,
    min_provisioned_concurrency: workload.minWorkers,
    max_provisioned_concurrency: workload.maxWorkers,
  };
}

function permissionLevel(caller: Caller, place: Place): string {
  if (mayAt(caller, 'endpoints.write', place)) return 'CAN_MANAGE';
  return mayAt(caller, 'endpoints.read', place) ? 'CAN_VIEW' : 'CAN_QUERY';
}
