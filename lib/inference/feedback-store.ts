import type { PoolClient } from 'pg';
import { pool } from '../platform/db.ts';

/** What a rating needs to know of the answer it rates. */
export async function findRatedAnswer(client: PoolClient, id: string) {
  const result = await client.query<{
    at: Date;
    endpoint_name: string;
    config_number: number | null;
    intended_entity: string | null;
    traffic: string;
    model_name: string | null;
    model_version: number | null;
    requester_id: string | null;
  }>(
    `SELECT at, endpoint_name, config_number, intended_entity, traffic, model_name, model_version, requester_id
     FROM inference WHERE id = $1`,
    [id],
  );
  return result.rows[0] ?? null;
}

export interface FeedbackRow {
  id: string;
  inference_id: string;
  requester_kind: string;
  requester_id: string;
  requester_name: string;
  thumb: string | null;
  stars: number | null;
  reasons: string[];
  comment: string;
  correction: string;
  created_at: Date;
  updated_at: Date;
}

/** Serialises ratings of one answer by one person, so that the rollup moves by exactly the difference. */
export async function lockFeedback(client: PoolClient, inferenceId: string, requesterId: string) {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `${inferenceId}/${requesterId}`,
  ]);
  const result = await client.query<FeedbackRow>(
    'SELECT * FROM feedback WHERE inference_id = $1 AND requester_id = $2',
    [inferenceId, requesterId],
  );
  return result.rows[0] ?? null;
}

export async function upsertFeedback(
  client: PoolClient,
  row: Omit<FeedbackRow, 'created_at' | 'updated_at'>,
): Promise<FeedbackRow> {
  const result = await client.query<FeedbackRow>(
    `INSERT INTO feedback (id, inference_id, requester_kind, requester_id, requester_name, thumb, stars, reasons,
       comment, correction, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())
     ON CONFLICT (inference_id, requester_id) DO UPDATE SET thumb = excluded.thumb, stars = excluded.stars,
       reasons = excluded.reasons, comment = excluded.comment, correction = excluded.correction, updated_at = now()
     RETURNING *`,
    [
      row.id,
      row.inference_id,
      row.requester_kind,
      row.requester_id,
      row.requester_name,
      row.thumb,
      row.stars,
      row.reasons,
      row.comment,
      row.correction,
    ],
  );
  const written = result.rows[0];
  if (!written) throw new Error('an upsert returned no row');
  return written;
}

/** Feedback on several answers, one query. */
export async function findFeedback(inferenceIds: readonly string[]): Promise<FeedbackRow[]> {
  if (inferenceIds.length === 0) return [];
  const result = await pool().query<FeedbackRow>(
    'SELECT * FROM feedback WHERE inference_id = ANY($1::uuid[]) ORDER BY id',
    [inferenceIds],
  );
  return result.rows;
}
