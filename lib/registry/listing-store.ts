/** Versions of several models at once, without their documents. */
import { prisma } from '../platform/db.ts';
import type { Lineage, Stage, Tags } from './schemas.ts';

export interface ListedVersion {
  model: string;
  number: number;
  description: string;
  stage: Stage;
  tags: Tags;
  source: Lineage['source'];
  createdBy: string;
  createdAt: Date;
  /** Of the last move from stage to stage. */
  movedAt: Date | null;
  aliases: string[];
}

/** Undeleted ones of the models named, of all when `null`; highest number first. */
export async function listedVersions(models: readonly string[] | null): Promise<ListedVersion[]> {
  return prisma().$queryRaw<ListedVersion[]>`
    SELECT m.name AS model, v.number, v.description, v.stage::text AS stage, v.tags,
      v.lineage -> 'source' AS source, v.created_by_name AS "createdBy", v.created_at AS "createdAt",
      (SELECT max(s.at) FROM stage_move s WHERE s.model_id = m.id AND s.version = v.number) AS "movedAt",
      ARRAY(SELECT a.alias FROM model_alias a WHERE a.model_id = m.id AND a.version = v.number ORDER BY a.alias) AS aliases
    FROM model_version v JOIN registered_model m ON m.id = v.model_id
    WHERE v.deleted_at IS NULL AND (${models === null} OR m.name = ANY(${[...(models ?? [])]}))
    ORDER BY m.name, v.number DESC`;
}
