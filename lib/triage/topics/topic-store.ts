/** Topics and the requests in them. Read across features: questions are the log's. */
import type { PoolClient } from 'pg';
import { type Prisma, pgTransaction, pool, prisma, type Tx, transaction } from '../../platform/db.ts';

export { transaction };
export type ModelRow = Prisma.TopicModelGetPayload<object>;

export interface QuestionRow {
  id: string;
  text: string;
  language: string | null;
  asker: string;
}

export function findModel(endpoint: string): Promise<ModelRow | null> {
  return prisma().topicModel.findUnique({ where: { endpointName: endpoint } });
}

export function findTopics(endpoint: string) {
  return prisma().topic.findMany({ where: { endpointName: endpoint }, orderBy: { number: 'asc' } });
}

export async function noteWaiting(tx: Tx, endpoint: string): Promise<void> {
  const waiting = { state: 'waiting', progress: 0, error: null };
  await tx.topicModel.upsert({
    where: { endpointName: endpoint },
    create: { endpointName: endpoint, ...waiting },
    update: waiting,
  });
}

export async function noteState(
  endpoint: string,
  data: { state: string; progress?: number; error?: string | null; startedAt?: Date },
): Promise<void> {
  await prisma().topicModel.upsert({
    where: { endpointName: endpoint },
    create: { endpointName: endpoint, ...data },
    update: data,
  });
}

/** Endpoints that were asked anything in the last days. */
export async function findAskedEndpoints(days: number): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    `SELECT e.name FROM endpoint e WHERE EXISTS (
       SELECT 1 FROM inference i WHERE i.endpoint_name = e.name
         AND i.id >= slipway_first_id_at(now() - make_interval(days => $1)))
     ORDER BY 1`,
    [days],
  );
  return rows.map(({ name }) => name);
}

/** The knowledge base the endpoint drew on last. */
export async function findLastKnowledge(endpoint: string): Promise<string | null> {
  const { rows } = await pool().query<{ name: string }>(
    `SELECT knowledge_name AS name FROM (
       SELECT knowledge_name FROM inference WHERE endpoint_name = $1 ORDER BY id DESC LIMIT 200) AS latest
     WHERE knowledge_name IS NOT NULL LIMIT 1`,
    [endpoint],
  );
  return rows[0]?.name ?? null;
}

const asked = "i.endpoint_name = $1 AND i.traffic = 'live' AND i.question <> ''";
/** Who asked, one for a person however they asked: whom a program named, else its owner; several conversations are no crowd. */
const asker = `coalesce(i.requester_id::text, '') || '/' || CASE WHEN i.unit_kind = 'header' THEN coalesce(i.unit, '') ELSE '' END`;
const columns = `i.id, left(i.question, 1000) AS text, i.language, ${asker} AS asker`;

/** Newest first. */
export async function findQuestions(
  endpoint: string,
  { days, limit, before }: { days: number; limit: number; before: string | null },
): Promise<QuestionRow[]> {
  const { rows } = await pool().query<QuestionRow>(
    `SELECT ${columns} FROM inference i
     WHERE ${asked} AND i.id >= slipway_first_id_at(now() - make_interval(days => $2))
       AND ($3::uuid IS NULL OR i.id < $3) ORDER BY i.id DESC LIMIT $4`,
    [endpoint, days, before, limit],
  );
  return rows;
}

/** Questions behind an id that are in no topic yet, oldest first. */
export async function findNewQuestions(
  endpoint: string,
  after: string,
  limit: number,
): Promise<QuestionRow[]> {
  const { rows } = await pool().query<QuestionRow>(
    `SELECT ${columns} FROM inference i
     WHERE ${asked} AND i.id > $2::uuid
       AND NOT EXISTS (SELECT 1 FROM inference_topic t WHERE t.inference_id = i.id)
     ORDER BY i.id LIMIT $3`,
    [endpoint, after, limit],
  );
  return rows;
}

export interface Assignment {
  id: string;
  number: number;
}

async function assign(client: PoolClient, endpoint: string, some: readonly Assignment[]): Promise<void> {
  await client.query(
    `INSERT INTO inference_topic (inference_id, endpoint_name, number)
     SELECT a.id, $1, a.number FROM unnest($2::uuid[], $3::int[]) AS a(id, number) ORDER BY a.id
     ON CONFLICT (inference_id) DO UPDATE SET number = excluded.number`,
    [endpoint, some.map(({ id }) => id), some.map(({ number }) => number)],
  );
}

const countDays = `
  SELECT t.endpoint_name, t.number, (i.at AT TIME ZONE 'UTC')::date, count(*),
    count(*) FILTER (WHERE i.status = 'declined'), count(i.retrieval_score), coalesce(sum(i.retrieval_score), 0)
  FROM inference_topic t JOIN inference i ON i.id = t.inference_id`;

async function lockTopics(client: PoolClient, endpoint: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`topics/${endpoint}`]);
}

/**
 * Puts requests into the topics that were made at a moment, and counts them once however often it runs. Does nothing when
 * topics were made anew meanwhile.
 */
export function assignNew(endpoint: string, madeAt: Date, some: readonly Assignment[]): Promise<void> {
  return pgTransaction(async (client) => {
    await lockTopics(client, endpoint);
    const same = await client.query(
      'SELECT 1 FROM topic_model WHERE endpoint_name = $1 AND finished_at = $2',
      [endpoint, madeAt],
    );
    if (same.rowCount === 0) return;
    const known = await client.query<{ id: string }>(
      'SELECT inference_id AS id FROM inference_topic WHERE inference_id = ANY($1::uuid[])',
      [some.map(({ id }) => id)],
    );
    const before = new Set(known.rows.map(({ id }) => id));
    const fresh = some.filter(({ id }) => !before.has(id));
    await assign(client, endpoint, fresh);
    await client.query(
      `INSERT INTO topic_day ${countDays} WHERE t.inference_id = ANY($1::uuid[]) GROUP BY 1, 2, 3
       ON CONFLICT (endpoint_name, number, day) DO UPDATE SET requests = topic_day.requests + excluded.requests,
         declined = topic_day.declined + excluded.declined, scored = topic_day.scored + excluded.scored,
         score_sum = topic_day.score_sum + excluded.score_sum`,
      [fresh.map(({ id }) => id)],
    );
    await client.query(
      `UPDATE topic_model SET assigned_through = greatest(assigned_through, $2::uuid) WHERE endpoint_name = $1`,
      [
        endpoint,
        some
          .map(({ id }) => id)
          .sort()
          .at(-1) ?? null,
      ],
    );
  });
}

export interface MadeTopics {
  space: string;
  weights: Buffer | null;
  askers: number;
  questions: number;
  topics: readonly { number: number; terms: string[]; centroid: Buffer; examples: string[] }[];
  assignments: readonly Assignment[];
}

const assignBatch = 5000;

/** All at once for whoever reads: topics, the requests in them and their counts are those before or those after. */
export function replaceTopics(endpoint: string, made: MadeTopics): Promise<void> {
  return pgTransaction(async (client) => {
    await lockTopics(client, endpoint);
    for (const table of ['inference_topic', 'topic_day', 'topic']) {
      await client.query(`DELETE FROM ${table} WHERE endpoint_name = $1`, [endpoint]);
    }
    for (const topic of made.topics) {
      await client.query(
        'INSERT INTO topic (endpoint_name, number, terms, centroid, examples) VALUES ($1, $2, $3, $4, $5)',
        [endpoint, topic.number, topic.terms, topic.centroid, topic.examples],
      );
    }
    for (let at = 0; at < made.assignments.length; at += assignBatch) {
      await assign(client, endpoint, made.assignments.slice(at, at + assignBatch));
    }
    await client.query(`INSERT INTO topic_day ${countDays} WHERE t.endpoint_name = $1 GROUP BY 1, 2, 3`, [
      endpoint,
    ]);
    const ids = made.assignments.map(({ id }) => id).sort();
    await client.query(
      `UPDATE topic_model SET state = 'done', progress = 100, error = NULL, space = $2, weights = $3, askers = $4,
         questions = $5, assigned_from = $6, assigned_through = $7, last_number = greatest(last_number, $8),
         finished_at = now() WHERE endpoint_name = $1`,
      [
        endpoint,
        made.space,
        made.weights,
        made.askers,
        made.questions,
        ids[0] ?? null,
        ids.at(-1) ?? null,
        Math.max(0, ...made.topics.map(({ number }) => number)),
      ],
    );
  });
}

/** Endpoints with topics. */
export async function findModelled(): Promise<string[]> {
  const rows = await prisma().topicModel.findMany({
    where: { finishedAt: { not: null } },
    select: { endpointName: true },
    orderBy: { endpointName: 'asc' },
  });
  return rows.map(({ endpointName }) => endpointName);
}
