import { prisma } from '../platform/db.ts';
import type { Stage } from './schemas.ts';

interface Row {
  runId: string;
  model: string;
  version: number;
  stage: Stage;
  createdAt: Date;
}

/** Of the models named, of all when `null`. Read through the index `model_version_of_run`. */
export async function findVersionsOfRuns(
  runIds: readonly string[],
  models: readonly string[] | null,
): Promise<Row[]> {
  return prisma().$queryRaw<Row[]>`
    SELECT v.lineage -> 'source' ->> 'runId' AS "runId", m.name AS model, v.number AS version,
           v.stage::text AS stage, v.created_at AS "createdAt"
    FROM model_version v JOIN registered_model m ON m.id = v.model_id
    WHERE v.lineage -> 'source' ->> 'kind' = 'run' AND v.lineage -> 'source' ->> 'runId' = ANY(${[...runIds]})
      AND v.deleted_at IS NULL AND (${models === null} OR m.name = ANY(${[...(models ?? [])]}))
    ORDER BY v.id DESC`;
}
