/** What people and figures say of topics in a range of time. */
import { pool } from '../../platform/db.ts';

export interface TopicDayRow {
  number: number;
  day: string;
  requests: number;
  declined: number;
  scored: number;
  scoreSum: number;
}

/** Days (UTC) that touch the range. */
export async function findTopicDays(endpoint: string, from: string, to: string): Promise<TopicDayRow[]> {
  const { rows } = await pool().query<TopicDayRow>(
    `SELECT number, to_char(day, 'YYYY-MM-DD') AS day, requests, declined, scored, score_sum AS "scoreSum"
     FROM topic_day WHERE endpoint_name = $1
       AND day BETWEEN ($2::timestamptz AT TIME ZONE 'UTC')::date AND ($3::timestamptz AT TIME ZONE 'UTC')::date`,
    [endpoint, from, to],
  );
  return rows;
}

export interface ThumbsRow {
  number: number;
  up: number;
  thumbs: number;
}

/** Ratings are few beside requests, so they are counted from themselves. */
export async function findTopicThumbs(endpoint: string, from: string, to: string): Promise<ThumbsRow[]> {
  const { rows } = await pool().query<ThumbsRow>(
    `SELECT t.number, count(*) FILTER (WHERE f.thumb = 'up')::int AS up, count(f.thumb)::int AS thumbs
     FROM feedback f JOIN inference_topic t ON t.inference_id = f.inference_id
     WHERE t.endpoint_name = $1 AND f.inference_id >= slipway_first_id_at($2::timestamptz)
       AND f.inference_id < slipway_first_id_at($3::timestamptz) GROUP BY 1`,
    [endpoint, from, to],
  );
  return rows;
}

/** Beginnings of questions that are still on record, by request. */
export async function findQuestionTexts(requestIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await pool().query<{ id: string; question: string }>(
    `SELECT id, left(question, 200) AS question FROM inference WHERE id = ANY($1::uuid[]) AND question <> ''`,
    [requestIds],
  );
  return new Map(rows.map(({ id, question }) => [id, question]));
}

export interface TopicOfRow {
  id: string;
  number: number;
  terms: string[];
}

export async function findTopicsOf(requestIds: readonly string[]): Promise<TopicOfRow[]> {
  const { rows } = await pool().query<TopicOfRow>(
    `SELECT a.inference_id AS id, a.number, coalesce(t.terms, '{}') AS terms FROM inference_topic a
     LEFT JOIN topic t ON t.endpoint_name = a.endpoint_name AND t.number = a.number
     WHERE a.inference_id = ANY($1::uuid[])`,
    [requestIds],
  );
  return rows;
}
