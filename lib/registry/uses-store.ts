/**
 * Which endpoints serve what, by their configuration in force. Read here, not through the serving door: serving stands on
 * the registry, so the registry may not import it.
 */
import { type Db, prisma } from '../platform/db.ts';
import type { Stage } from './schemas.ts';

/** One served entity of a configuration in force. */
export interface ServedBy {
  endpoint: string;
  environment: string;
  entity: string;
  /** 0 for one that serves as fallback or shadow only. */
  trafficPercentage: number;
  by: 'alias' | 'stage' | 'version' | 'external';
  /** Null for an external target. */
  model: string | null;
  alias: string | null;
  stage: Stage | null;
  version: number | null;
}

/** Entities that serve a model, those with no traffic too; of all models and external ones when `model` is null. */
export async function servedBy(db: Db, model: string | null): Promise<ServedBy[]> {
  return db.$queryRaw<ServedBy[]>`
    SELECT e.name AS endpoint, e.environment, entity->>'name' AS entity,
      (entity->>'trafficPercentage')::float8 AS "trafficPercentage",
      target->>'by' AS by, target->>'model' AS model, target->>'alias' AS alias, target->>'stage' AS stage,
      (target->>'version')::int AS version
    FROM endpoint e
    JOIN endpoint_config c ON c.endpoint_id = e.id AND c.number = e.config
    CROSS JOIN LATERAL jsonb_array_elements(c.served_entities) WITH ORDINALITY AS list (entity, place)
    CROSS JOIN LATERAL (SELECT entity->'target' AS target) AS t
    WHERE ${model}::text IS NULL OR target->>'model' = ${model}
    ORDER BY e.name, place`;
}

/** Names of the endpoints that serve each model, in order, each once. */
export async function endpointsByModel(): Promise<Map<string, string[]>> {
  const names = new Map<string, Set<string>>();
  for (const { model, endpoint } of await servedBy(prisma(), null)) {
    if (model === null) continue;
    const known = names.get(model) ?? new Set();
    names.set(model, known.add(endpoint));
  }
  return new Map([...names].map(([model, endpoints]) => [model, [...endpoints]]));
}
