import { AppError } from '../platform/errors.ts';
import { resolveTarget } from '../registry/index.ts';
import { type ConfigRow, type EndpointRow, entitiesOf } from './endpoint-store.ts';
import {
  type EndpointConfigEntry,
  type EndpointSummary,
  environmentSchema,
  type ServedEntity,
} from './schemas.ts';

export async function presentEndpoint(endpoint: EndpointRow, config: ConfigRow): Promise<EndpointSummary> {
  return {
    id: endpoint.id,
    name: endpoint.name,
    description: endpoint.description,
    environment: environmentSchema.parse(endpoint.environment),
    config: config.number,
    servedEntities: await Promise.all(
      entitiesOf(config).map(async (entity) => ({
        ...entity,
        resolvedVersion: await resolvedVersion(entity),
      })),
    ),
    createdAt: endpoint.createdAt.toISOString(),
    updatedAt: endpoint.updatedAt.toISOString(),
  };
}

export function presentConfig(row: ConfigRow): EndpointConfigEntry {
  return {
    number: row.number,
    servedEntities: entitiesOf(row),
    reason: row.reason,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
  };
}

async function resolvedVersion(entity: ServedEntity): Promise<number | null> {
  try {
    return (await resolveTarget(entity.model, entity.target)).version;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}
