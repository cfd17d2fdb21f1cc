/** How often documents are cited and liked: counted from the log, read for the overview. */
import { endpointCondition, type Reach } from '../../access/index.ts';
import { pgTransaction, pool } from '../../platform/db.ts';

/** Requests that take longer than this from arrival to row are not counted: their ids are passed before they come. */
const settledAfter = "interval '10 minutes'";
const firstId = '00000000-0000-7000-8000-000000000000';

/**
 * Counts the next rows of the log, each exactly once: the mark moves in the transaction that counts. Two workers wait for
 * each other. @returns how many rows were looked at
 */
export function countNextRows(batch: number): Promise<number> {
  return pgTransaction(async (client) => {
    await client.query(
      `INSERT INTO document_use_mark (id, up_to) VALUES (1, '${firstId}') ON CONFLICT DO NOTHING`,
    );
    const mark = await client.query<{ up_to: string }>(
      'SELECT up_to FROM document_use_mark WHERE id = 1 FOR UPDATE',
    );
    const { rows } = await client.query<{ last: string | null; looked: number }>(
      `WITH batch AS MATERIALIZED (
         SELECT id, at, endpoint_name, knowledge_name, traffic, output_detail->'citations' AS citations FROM inference
          WHERE id > $1::uuid AND id < (lpad(to_hex((extract(epoch FROM now() - ${settledAfter}) * 1000)::bigint), 12, '0')
                                        || '70008000000000000000')::uuid
          ORDER BY id LIMIT $2),
       cited AS (
         SELECT (at AT TIME ZONE 'UTC')::date AS day, endpoint_name, (one->>'documentId')::uuid AS document_id,
                max(knowledge_name) AS knowledge_name, count(DISTINCT id)::int AS cited
           FROM batch, jsonb_array_elements(CASE jsonb_typeof(citations) WHEN 'array' THEN citations ELSE '[]' END) one
          WHERE traffic = 'live' AND knowledge_name IS NOT NULL AND pg_input_is_valid(one->>'documentId', 'uuid')
          GROUP BY 1, 2, 3),
       counted AS (
         INSERT INTO document_use (day, endpoint_name, document_id, knowledge_name, cited)
         SELECT day, endpoint_name, document_id, knowledge_name, cited FROM cited ORDER BY 1, 2, 3
         ON CONFLICT (day, endpoint_name, document_id) DO UPDATE SET cited = document_use.cited + excluded.cited)
       SELECT (SELECT id FROM batch ORDER BY id DESC LIMIT 1) AS last, (SELECT count(*)::int FROM batch) AS looked`,
      [mark.rows[0]?.up_to ?? firstId, batch],
    );
    const { last = null, looked = 0 } = rows[0] ?? {};
    if (last !== null) {
      await client.query('UPDATE document_use_mark SET up_to = $1::uuid WHERE id = 1', [last]);
    }
    return looked;
  });
}

/** Counts thumbs of questions of the last days anew: people change their minds. Only documents that were counted have any. */
export async function countVotes(days: number): Promise<void> {
  await pool().query(
    `WITH voted AS (
       SELECT (i.at AT TIME ZONE 'UTC')::date AS day, i.endpoint_name, one.document_id,
              count(*) FILTER (WHERE f.thumb = 'up')::int AS liked, count(*) FILTER (WHERE f.thumb = 'down')::int AS disliked
         FROM feedback f JOIN inference i ON i.id = f.inference_id,
              LATERAL (SELECT DISTINCT c->>'documentId' AS document_id FROM jsonb_array_elements(
                CASE jsonb_typeof(i.output_detail->'citations') WHEN 'array' THEN i.output_detail->'citations' ELSE '[]' END) c) one
        WHERE f.inference_id >= (lpad(to_hex((extract(epoch FROM date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
                                   - $1 * interval '1 day') * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid
          AND f.thumb IS NOT NULL AND i.traffic = 'live'
        GROUP BY 1, 2, 3)
     UPDATE document_use u SET liked = coalesce(v.liked, 0), disliked = coalesce(v.disliked, 0)
       FROM document_use old LEFT JOIN voted v
         ON v.day = old.day AND v.endpoint_name = old.endpoint_name AND v.document_id = old.document_id::text
      WHERE old.day >= (now() AT TIME ZONE 'UTC')::date - $1::int
        AND u.day = old.day AND u.endpoint_name = old.endpoint_name AND u.document_id = old.document_id
        AND (u.liked, u.disliked) IS DISTINCT FROM (coalesce(v.liked, 0), coalesce(v.disliked, 0))`,
    [days],
  );
}

const keptDays = 400;

export async function dropOldUse(): Promise<void> {
  await pool().query("DELETE FROM document_use WHERE day < (now() AT TIME ZONE 'UTC')::date - $1::int", [
    keptDays,
  ]);
}

export interface UseFilter {
  reach: Reach | null;
  endpoint: string | undefined;
  environment: string | undefined;
  from: Date;
  to: Date;
}

export interface UseRow {
  list: 'used' | 'disliked' | 'stale';
  document_id: string;
  knowledge: string;
  name: string | null;
  revision_id: string | null;
  published_at: Date | null;
  cited: number;
  liked: number;
  disliked: number;
}

/** A document's row in one of the lists, or how many are left out of all of them. */
type ReadRow = UseRow | { list: 'withheld'; cited: number };

/**
 * Documents used in the days the range touches, as three lists: the most used, the most disliked, and the most used of those
 * that were published longer than `staleDays` ago. The counts are added up once for all three. Those whose reader lists admit
 * none of the `principals` are in no list and counted as withheld; null reads everything.
 */
export async function readUse(
  filter: UseFilter,
  principals: readonly string[] | null,
  { limit, staleDays }: { limit: number; staleDays: number },
): Promise<{ rows: UseRow[]; withheld: number }> {
  const { reach, endpoint, environment, from, to } = filter;
  const values: unknown[] = [from, to, endpoint ?? null, environment ?? null, principals, limit, staleDays];
  const reached = endpointCondition(reach, 'endpoint_name', (names) => `$${values.push(names)}`);
  const { rows } = await pool().query<ReadRow>(
    `WITH used AS (
       SELECT document_id, max(knowledge_name) AS knowledge, sum(cited)::int AS cited, sum(liked)::int AS liked,
              sum(disliked)::int AS disliked
         FROM document_use
        WHERE day >= ($1::timestamptz AT TIME ZONE 'UTC')::date AND day <= ($2::timestamptz AT TIME ZONE 'UTC')::date
          AND ($3::text IS NULL OR endpoint_name = $3)
          AND ($4::text IS NULL OR endpoint_name IN (SELECT name FROM endpoint WHERE environment = $4))
          AND ${reached}
        GROUP BY document_id),
     known AS MATERIALIZED (
       SELECT used.*, d.name, coalesce(d.serving_revision_id, d.latest_revision_id) AS revision_id,
              r.indexed_at AS published_at, $5::text[] IS NOT NULL AND EXISTS (
                SELECT 1 FROM reader_list l
                 WHERE (l.subject_id = used.document_id OR l.subject_id = d.knowledge_base_id)
                   AND NOT l.readers && $5::text[]) AS hidden
         FROM used LEFT JOIN document d ON d.id = used.document_id AND d.deleted_at IS NULL
         LEFT JOIN document_revision r ON r.id = d.serving_revision_id),
     listed AS (
       (SELECT 'used' AS list, cited AS rank, * FROM known WHERE cited > 0 AND NOT hidden
         ORDER BY cited DESC, document_id LIMIT $6)
       UNION ALL
       (SELECT 'disliked', disliked, * FROM known WHERE disliked > 0 AND NOT hidden
         ORDER BY disliked DESC, cited DESC, document_id LIMIT $6)
       UNION ALL
       (SELECT 'stale', cited, * FROM known WHERE cited > 0 AND NOT hidden AND published_at < now() - $7 * interval '1 day'
         ORDER BY cited DESC, document_id LIMIT $6))
     SELECT list, document_id, knowledge, name, revision_id, published_at, cited, liked, disliked, rank FROM listed
     UNION ALL
     SELECT 'withheld', NULL, NULL, NULL, NULL, NULL, count(*)::int, NULL, NULL, NULL FROM known WHERE hidden
      ORDER BY list, rank DESC, cited DESC, document_id`,
    values,
  );
  const left = rows.find((row) => row.list === 'withheld');
  return { rows: rows.filter((row) => row.list !== 'withheld'), withheld: left?.cited ?? 0 };
}

/** The moment up to which the log was counted; null when it never was. */
export async function countedTo(): Promise<Date | null> {
  const { rows } = await pool().query<{ at: Date | null }>(
    `SELECT to_timestamp(('x' || lpad(replace(left(up_to::text, 13), '-', ''), 16, '0'))::bit(64)::bigint / 1000.0) AS at
       FROM document_use_mark WHERE id = 1 AND up_to > '${firstId}'`,
  );
  return rows[0]?.at ?? null;
}
