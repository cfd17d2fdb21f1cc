import { resolveTarget } from '../../registry/index.ts';
import {
  type EndpointConfigEntry,
  type EndpointSummary,
  environmentSchema,
  type ResolvedServedEntity,
  type ServedEntity,
  type TrafficSchedule,
} from '../schemas.ts';
import { checkEntity } from './check-entity.ts';
import { type ConfigRow, type EndpointRow, entitiesOf } from './endpoint-store.ts';
import { type ScheduleRow, stepsOf } from './schedule-store.ts';

export async function presentEndpoint(endpoint: EndpointRow, config: ConfigRow): Promise<EndpointSummary> {
  return {
    id: endpoint.id,
    name: endpoint.name,
    description: endpoint.description,
    environment: environmentSchema.parse(endpoint.environment),
    config: config.number,
    servedEntities: await Promise.all(entitiesOf(config).map(presentEntity)),
    createdAt: endpoint.createdAt.toISOString(),
    updatedAt: endpoint.updatedAt.toISOString(),
  };
}

async function presentEntity(entity: ServedEntity): Promise<ResolvedServedEntity> {
  const { resolvedVersion, issue } = await checkEntity(entity, resolveTarget);
  return { ...entity, resolvedVersion, problem: issue?.message ?? null };
}

export function presentConfig(row: ConfigRow): EndpointConfigEntry {
  return {
    number: row.number,
    servedEntities: entitiesOf(row),
    reason: row.reason,
    ticket: row.ticket,
    rolledBackTo: row.rolledBackTo,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
  };
}

export function presentSchedule(row: ScheduleRow): TrafficSchedule {
  return {
    id: row.id,
    state: row.state,
    steps: stepsOf(row),
    reason: row.reason,
    ticket: row.ticket,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    message: row.message,
  };
}
