/** Items of datasets. Read across features: what is copied is the log's, who may not read it the knowledge room's. */
import { pool, type Tx, transaction } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import type { ItemPageQuery } from './schemas.ts';

export { transaction };

export interface ItemRow {
  id: string;
  requestId: string;
  endpoint: string;
  question: string;
  answer: string;
  expected: string | null;
  labels: string[];
  topic: number | null;
  withheld: boolean;
  addedBy: string;
  createdAt: Date;
  updatedAt: Date;
}

/** `principals` is a placeholder of text[], null for who reads everything. The lists in force now count. */
const withheld = (principals: string) => `(${principals}::text[] IS NOT NULL AND (
  EXISTS (SELECT 1 FROM reader_list r WHERE NOT r.readers && ${principals}::text[] AND r.subject_id::text = ANY (t.documents))
  OR EXISTS (SELECT 1 FROM reader_list r JOIN knowledge_base k ON k.id = r.subject_id
             WHERE NOT r.readers && ${principals}::text[] AND k.name = t.knowledge_name)))`;

const columns = `t.id, t.request_id AS "requestId", t.endpoint_name AS endpoint, t.question, t.answer, t.expected, t.labels,
  t.topic, t.added_by_name AS "addedBy", t.created_at AS "createdAt", t.updated_at AS "updatedAt"`;

/** Newest first. Words are looked for in what the reader may read. */
export async function findItems(
  datasetId: string,
  { q, expected, limit, cursor }: ItemPageQuery,
  principals: readonly string[] | null,
): Promise<ItemRow[]> {
  const { rows } = await pool().query<ItemRow>(
    `SELECT * FROM (SELECT ${columns}, ${withheld('$2')} AS withheld FROM dataset_item t WHERE t.dataset_id = $1) AS item
     WHERE ($3::uuid IS NULL OR item.id < $3)
       AND ($4::boolean IS NULL OR (item.expected IS NOT NULL) = $4)
       AND ($5::text IS NULL OR strpos(lower(item.question), lower($5)) > 0
         OR (NOT item.withheld AND strpos(lower(item.answer || ' ' || coalesce(item.expected, '')), lower($5)) > 0))
     ORDER BY item.id DESC LIMIT $6`,
    [datasetId, principals, cursor ?? null, expected && expected === 'yes', q || null, limit + 1],
  );
  return rows;
}

export async function countItems(datasetId: string): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    'SELECT count(*)::int AS count FROM dataset_item WHERE dataset_id = $1',
    [datasetId],
  );
  return rows[0]?.count ?? 0;
}

/** In a transaction that has locked the dataset, so that it stays true. */
export function countHeld(tx: Tx, datasetId: string): Promise<number> {
  return tx.datasetItem.count({ where: { datasetId } });
}

/** Of these requests, how many are not in the dataset yet. */
export async function countMissing(
  tx: Tx,
  datasetId: string,
  requestIds: readonly string[],
): Promise<number> {
  const rows = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM unnest(${requestIds}::uuid[]) AS chosen(id)
    WHERE NOT EXISTS (SELECT 1 FROM dataset_item t WHERE t.dataset_id = ${datasetId}::uuid AND t.request_id = chosen.id)`;
  return rows[0]?.count ?? 0;
}

/**
 * Copies requests that have a question still, with the requester's correction as what was expected; leaves out those that
 * are in already. Rows whose text goes meanwhile are waited for, and not copied. Gives how many were added.
 */
export async function copyRequests(
  tx: Tx,
  datasetId: string,
  requestIds: readonly string[],
  by: { id: string | null; name: string },
): Promise<number> {
  const ids = requestIds.map(() => newId());
  return tx.$executeRaw`
    WITH source AS MATERIALIZED (
      SELECT i.*, chosen.item_id FROM unnest(${requestIds}::uuid[], ${ids}::uuid[]) AS chosen(request_id, item_id)
      JOIN inference i ON i.id = chosen.request_id
      WHERE i.text_removed_at IS NULL AND i.question <> '' FOR SHARE OF i)
    INSERT INTO dataset_item (id, dataset_id, request_id, endpoint_name, question, answer, expected, labels, topic,
      requester_id, client, documents, knowledge_name, added_by_id, added_by_name)
    SELECT i.item_id, ${datasetId}::uuid, i.id, i.endpoint_name, i.question, i.output, nullif(f.correction, ''),
      ARRAY(SELECT l.name FROM inference_label x JOIN label l ON l.id = x.label_id WHERE x.inference_id = i.id ORDER BY 1),
      (SELECT t.number FROM inference_topic t WHERE t.inference_id = i.id),
      i.requester_id, coalesce(i.request_detail ->> 'user', CASE WHEN i.unit_kind = 'header' THEN i.unit END),
      ARRAY(SELECT DISTINCT hit ->> 'documentId' FROM jsonb_array_elements(
        CASE jsonb_typeof(i.retrieved) WHEN 'array' THEN i.retrieved ELSE '[]' END
        || coalesce(i.output_detail -> 'citations', '[]')) AS hit WHERE hit ->> 'documentId' IS NOT NULL),
      i.knowledge_name, ${by.id}::uuid, ${by.name}
    FROM source i LEFT JOIN feedback f ON f.inference_id = i.id AND f.requester_id = i.requester_id
    ON CONFLICT (dataset_id, request_id) DO NOTHING`;
}

/** Empty for an item that is not there. */
export async function lockItem(
  tx: Tx,
  datasetId: string,
  id: string,
  principals: readonly string[] | null,
): Promise<ItemRow | null> {
  const rows = await tx.$queryRawUnsafe<ItemRow[]>(
    `SELECT ${columns}, ${withheld('$3')} AS withheld FROM dataset_item t
     WHERE t.dataset_id = $1::uuid AND t.id = $2::uuid FOR UPDATE`,
    datasetId,
    id,
    principals,
  );
  return rows[0] ?? null;
}

export async function changeExpected(tx: Tx, id: string, expected: string | null): Promise<void> {
  await tx.datasetItem.update({ where: { id }, data: { expected, updatedAt: new Date() } });
}

export async function removeItem(tx: Tx, id: string): Promise<void> {
  await tx.datasetItem.delete({ where: { id } });
}

export async function noteChange(tx: Tx, datasetId: string): Promise<void> {
  await tx.dataset.updateMany({ where: { id: datasetId }, data: { updatedAt: new Date() } });
}
