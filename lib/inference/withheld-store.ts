/** Rows drawn from documents that a reader may not see. Read across features: reader lists are the knowledge room's. */
import { pool } from '../platform/db.ts';

/**
 * Whether a row's passages or citations come from a document, or a knowledge base, that has readers and none of
 * `principals` (a placeholder of text[]) among them. The lists in force now count: who lost a document loses what was
 * drawn from it.
 */
export function withheldCondition(row: string, principals: string): string {
  const hidden = `SELECT subject_id::text FROM reader_list WHERE NOT readers && ${principals}::text[]`;
  // Aggregated, so that the lists are hashed once: EXISTS would be a join of every passage with every list, row by row.
  return `(EXISTS (${hidden}) AND (
    COALESCE((SELECT bool_or(hit->>'documentId' IN (${hidden}))
              FROM jsonb_array_elements(CASE jsonb_typeof(${row}.retrieved) WHEN 'array' THEN ${row}.retrieved ELSE '[]' END) hit), false)
    OR COALESCE((SELECT bool_or(citation->>'documentId' IN (${hidden}))
                 FROM jsonb_array_elements(COALESCE(${row}.output_detail->'citations', '[]')) citation), false)
    OR EXISTS (SELECT 1 FROM knowledge_base k WHERE k.name = ${row}.knowledge_name AND k.id::text IN (${hidden}))))`;
}

/** Of these requests, those whose answers `principals` may not read. */
export async function findWithheld(
  requestIds: readonly string[],
  principals: readonly string[],
): Promise<Set<string>> {
  if (requestIds.length === 0) return new Set();
  const { rows } = await pool().query<{ id: string }>(
    `SELECT i.id FROM inference i WHERE i.id = ANY($1::uuid[]) AND ${withheldCondition('i', '$2')}`,
    [requestIds, principals],
  );
  return new Set(rows.map(({ id }) => id));
}
