/** Events whose excerpt may come from a document with readers. Read across features: reader lists are the knowledge room's. */
import { pool } from '../platform/db.ts';

/**
 * Of these events, those about a document, or a knowledge base, that has readers and none of `principals` among them. Of
 * passages and answers it is not kept which documents their words came from: there, one such document anywhere in the
 * knowledge base that was searched does.
 */
export async function findWithheldEvents(
  ids: readonly string[],
  principals: readonly string[],
): Promise<Set<string>> {
  const { rows } = await pool().query<{ id: string }>(
    `WITH hidden AS (
       SELECT l.subject_id, l.knowledge_base_id, k.name AS knowledge
         FROM reader_list l LEFT JOIN knowledge_base k ON k.id = l.knowledge_base_id
        WHERE NOT l.readers && $2::text[]
     )
     SELECT g.id FROM guardrail_event g
       LEFT JOIN inference i ON i.id = g.request_id AND g.stage IN ('retrieved', 'output')
      WHERE g.id = ANY($1::uuid[]) AND EXISTS (
        SELECT 1 FROM hidden h
         WHERE h.subject_id = g.document_id
            OR (h.subject_id = h.knowledge_base_id AND h.knowledge = g.knowledge_name)
            OR h.knowledge = i.knowledge_name)`,
    [ids, principals],
  );
  return new Set(rows.map(({ id }) => id));
}
