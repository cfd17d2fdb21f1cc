/** Who uploaded what. */
import { pool } from '../platform/db.ts';

export interface UploadRow {
  revisionId: string;
  documentId: string;
  knowledgeId: string;
  knowledge: string;
  name: string;
  number: number;
  contentHash: string;
  byteSize: number;
  mediaType: string;
  createdAt: Date;
  /** Whether the document as it is, or as it is about to be, is this revision. */
  current: boolean;
  /** Whether this revision answers questions at this moment. */
  serving: boolean;
}

export async function findUploads(userId: string): Promise<UploadRow[]> {
  const result = await pool().query<UploadRow>(
    `SELECT r.id AS "revisionId", d.id AS "documentId", k.id AS "knowledgeId", k.name AS knowledge, d.name, r.number,
       r.content_hash AS "contentHash", r.byte_size AS "byteSize", r.media_type AS "mediaType",
       r.created_at AS "createdAt", d.latest_revision_id = r.id AS current,
       coalesce(d.serving_revision_id = r.id, false) AS serving
     FROM document_revision r JOIN document d ON d.id = r.document_id
     JOIN knowledge_base k ON k.id = d.knowledge_base_id
     WHERE r.created_by_id = $1 ORDER BY r.id`,
    [userId],
  );
  return result.rows;
}

export async function deleteRevisionRows(ids: readonly string[]): Promise<void> {
  await pool().query('DELETE FROM document_revision WHERE id = ANY($1::uuid[])', [ids]);
}

/** Hashes no revision of the knowledge base needs any more. */
export async function unusedHashes(knowledgeId: string, hashes: readonly string[]): Promise<string[]> {
  const result = await pool().query<{ hash: string }>(
    `SELECT hash FROM unnest($2::text[]) AS hash WHERE NOT EXISTS (
       SELECT 1 FROM document_revision r JOIN document d ON d.id = r.document_id
       WHERE d.knowledge_base_id = $1 AND r.content_hash = hash)`,
    [knowledgeId, hashes],
  );
  return result.rows.map(({ hash }) => hash);
}

/** Leaves the documents of a person to the organisation. */
export async function disownUploads(userId: string): Promise<number> {
  const result = await pool().query(
    'UPDATE document_revision SET created_by_id = NULL WHERE created_by_id = $1',
    [userId],
  );
  return result.rowCount ?? 0;
}
