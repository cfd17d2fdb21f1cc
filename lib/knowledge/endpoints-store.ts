/** Which endpoints answer out of a knowledge base. Read across features: serving stands on knowledge. */
import { prisma } from '../platform/db.ts';

/**
 * By the configurations in force, fallbacks and shadows included: an entity means the version it names, the one its alias
 * points at, or the highest number in its stage.
 */
export async function endpointsThatSearch(
  knowledge: string,
): Promise<{ name: string; environment: string }[]> {
  return prisma().$queryRaw<{ name: string; environment: string }[]>`
    SELECT DISTINCT e.name, e.environment
    FROM model_version v
    JOIN registered_model m ON m.id = v.model_id
    JOIN served_entity_in_force s ON s.target->>'model' = m.name
    JOIN endpoint e ON e.name = s.endpoint
    WHERE v.deleted_at IS NULL AND v.chain->'retrieval'->>'knowledge' = ${knowledge}
      AND (
        s.target->>'version' = v.number::text
        OR EXISTS (SELECT 1 FROM model_alias a
                   WHERE a.model_id = v.model_id AND a.alias = s.target->>'alias' AND a.version = v.number)
        OR (s.target->>'stage' = v.stage::text
            AND NOT EXISTS (SELECT 1 FROM model_version higher
                            WHERE higher.model_id = v.model_id AND higher.stage = v.stage
                              AND higher.deleted_at IS NULL AND higher.number > v.number)))`;
}
