/** Requests of a range of time with what went wrong with each. Read across features: the log, ratings, guardrails. */
import { endpointCondition, type Reach } from '../access/index.ts';
import { pool } from '../platform/db.ts';
import { readInTime } from '../platform/read-in-time.ts';
import {
  askedAgainMinutes,
  leastRetrievalScore,
  leastSupport,
  type ProblemQuery,
  type ProblemReason,
  slowQuantile,
} from './schemas.ts';

/** The newest of the range are looked at, so many at most; and so many of those with problems are grouped. */
export const mostLooked = 50_000;
export const mostGrouped = 5_000;

export interface ProblemRow {
  id: string;
  at: Date;
  endpoint: string;
  question: string;
  language: string | null;
  asker: string;
  topic: number | null;
  reasons: ProblemReason[];
  looked: number;
}

const wordsOf = (column: string) =>
  `unnest(string_to_array(lower(translate(${column}, '?!.,;:', '      ')), ' '))`;
/** Two questions are alike when half of the words of both are in either; cheap, because it is asked of every pair. */
const alike = `(cardinality(ARRAY(SELECT ${wordsOf('s.question')} INTERSECT SELECT ${wordsOf('s.next_question')}))
  >= 0.5 * cardinality(ARRAY(SELECT ${wordsOf('s.question')} UNION SELECT ${wordsOf('s.next_question')})))`;

const conditions: Record<ProblemReason, string> = {
  thumbsDown: `EXISTS (SELECT 1 FROM feedback f WHERE f.inference_id = s.id AND f.thumb = 'down')`,
  error: `s.status = 'error'`,
  blocked: `EXISTS (SELECT 1 FROM guardrail_event g WHERE g.request_id = s.id AND g.action = 'blocked')`,
  declined: `s.status = 'declined'`,
  askedAgain: `CASE WHEN s.next_at <= s.at + interval '${askedAgainMinutes} minutes' AND s.question <> '' THEN ${alike} ELSE false END`,
  unsupported: `s.sentences > 0 AND s.supported_sentences::float8 / s.sentences < ${leastSupport}`,
  poorRetrieval: `s.retrieval_score < ${leastRetrievalScore}`,
  slow: `s.total_ms > q.slow_ms AND s.status IN ('ok', 'declined')`,
};

/** Newest first. A program's questions are nobody's; one person's next question to the same endpoint stands beside each. */
export async function findProblems(
  { from, to, endpoint, environment, reason, done }: ProblemQuery,
  reach: Reach | null,
): Promise<ProblemRow[]> {
  const values: unknown[] = [from, to];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const where = [
    "i.traffic = 'live'",
    "i.id >= slipway_first_id_at($1::timestamptz - interval '1 hour') AND i.at >= $1",
    "i.id < slipway_first_id_at($2::timestamptz + interval '1 hour') AND i.at < $2",
    endpointCondition(reach, 'i.endpoint_name', bind),
    ...(endpoint === undefined ? [] : [`i.endpoint_name = ${bind(endpoint)}`]),
    ...(environment === undefined
      ? []
      : [`i.endpoint_name IN (SELECT name FROM endpoint WHERE environment = ${bind(environment)})`]),
  ];
  const mark = 'EXISTS (SELECT 1 FROM inference_done d WHERE d.inference_id = p.id)';
  const kept = [
    'cardinality(p.reasons) > 0',
    ...(reason === undefined ? [] : [`${bind(reason)} = ANY (p.reasons)`]),
    ...(done === undefined ? [] : [done === 'yes' ? mark : `NOT ${mark}`]),
  ];
  const found = Object.entries(conditions).map(([name, sql]) => `CASE WHEN ${sql} THEN '${name}' END`);
  const text = `
    WITH seen AS MATERIALIZED (
      SELECT i.id, i.at, i.endpoint_name, i.status, left(i.question, 500) AS question, i.language, i.total_ms,
        i.sentences, i.supported_sentences, i.retrieval_score,
        coalesce(i.requester_id::text, '') || '/' || coalesce(i.unit, '') AS asker,
        i.unit IS NOT NULL OR i.source = 'chat' AND i.requester_id IS NOT NULL AS by_person
      FROM inference i WHERE ${where.join(' AND ')} ORDER BY i.id DESC LIMIT ${mostLooked}),
    quick AS (
      SELECT endpoint_name, percentile_disc(${slowQuantile}) WITHIN GROUP (ORDER BY total_ms) AS slow_ms
      FROM seen WHERE status IN ('ok', 'declined') GROUP BY 1),
    sequence AS (
      SELECT seen.*, CASE WHEN by_person THEN lead(at) OVER person END AS next_at,
        lead(question) OVER person AS next_question
      FROM seen WINDOW person AS (PARTITION BY endpoint_name, asker ORDER BY id)),
    problem AS MATERIALIZED (
      SELECT s.*, array_remove(ARRAY[${found.join(', ')}], NULL) AS reasons
      FROM sequence s LEFT JOIN quick q ON q.endpoint_name = s.endpoint_name)
    SELECT p.id, p.at, p.endpoint_name AS endpoint, left(p.question, 300) AS question, p.language, p.asker, p.reasons,
      t.number AS topic, (SELECT count(*)::int FROM seen) AS looked
    FROM problem p LEFT JOIN inference_topic t ON t.inference_id = p.id
    WHERE ${kept.join(' AND ')} ORDER BY p.id DESC LIMIT ${mostGrouped}`;
  return readInTime<ProblemRow>(text, values);
}

/** Terms of topics by endpoint and number. */
export async function findTerms(endpoints: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await pool().query<{ key: string; terms: string[] }>(
    `SELECT endpoint_name || '/' || number AS key, terms FROM topic WHERE endpoint_name = ANY($1)`,
    [endpoints],
  );
  return new Map(rows.map(({ key, terms }) => [key, terms]));
}
