/** Rows drawn from documents that a reader may not see. Read across features: reader lists are the knowledge room's. */
import { pool } from '../platform/db.ts';

/**
 * Of these requests, those whose passages or citations come from a document, or a knowledge base, that has readers and
 * none of `principals` among them. The lists in force now count: who lost a document loses what was drawn from it.
 */
export async function findWithheld(
  requestIds: readonly string[],
  principals: readonly string[],
): Promise<Set<string>> {
  if (requestIds.length === 0) return new Set();
  const { rows } = await pool().query<{ id: string }>(
    `WITH hidden AS (
       SELECT subject_id::text AS id, knowledge_base_id FROM reader_list WHERE NOT readers && $2::text[]
     )
     SELECT i.id FROM inference i
      WHERE i.id = ANY($1::uuid[]) AND EXISTS (SELECT 1 FROM hidden)
        AND (EXISTS (SELECT 1 FROM jsonb_array_elements(CASE jsonb_typeof(i.retrieved) WHEN 'array' THEN i.retrieved ELSE '[]' END) hit
                     WHERE hit->>'documentId' IN (SELECT id FROM hidden))
          OR EXISTS (SELECT 1 FROM jsonb_array_elements(COALESCE(i.output_detail->'citations', '[]')) citation
                     WHERE citation->>'documentId' IN (SELECT id FROM hidden))
          OR EXISTS (SELECT 1 FROM hidden h JOIN knowledge_base k ON k.id = h.knowledge_base_id AND k.id::text = h.id
                     WHERE k.name = i.knowledge_name))`,
    [requestIds, principals],
  );
  return new Set(rows.map(({ id }) => id));
}
