/** Reads the log for rebuilding the rollups. Read across features: the rows are the inference room's and the guardrails'. */
import type { PoolClient } from 'pg';
import type { FeedbackValue } from '../count-feedback.ts';
import type { MeasuredRequest } from './measured-request.ts';
import type { Series } from './series.ts';

/** Rows fetched at a time. */
const batch = 5000;

// Ids are made when a request arrives, which is when it is `at`, but for clocks that were put right in between: the ids only
// keep the search to a few partitions.
const inRange = `i.id >= slipway_first_id_at($1::timestamptz - interval '1 day')
  AND i.id < slipway_first_id_at($2::timestamptz + interval '1 day') AND i.at >= $1 AND i.at < $2`;

const seriesColumns = `i.endpoint_name AS "endpointName", coalesce(i.config_number, 0) AS "configNumber",
  coalesce(i.intended_entity, '') AS arm, i.traffic, coalesce(i.model_name, '') AS "modelName",
  coalesce(i.model_version, 0) AS "modelVersion"`;

type LoggedRequest = Omit<MeasuredRequest, 'cost' | 'guardrailHits' | 'unit'> & { id: string; cost: string };

/** Requests of a range as they were counted, in batches. Units are not among it: `arm_unit` alone knew who was new. */
export async function* loggedRequests(
  client: PoolClient,
  from: Date,
  to: Date,
): AsyncGenerator<MeasuredRequest[]> {
  const hits = await guardrailHits(client, from, to);
  await client.query(
    `DECLARE logged NO SCROLL CURSOR FOR
     SELECT i.id, i.at, ${seriesColumns}, i.status, i.cache = 'hit' AS "cacheHit",
       coalesce(i.served_entity <> i.intended_entity, false) AS fallback, i.shadow_similarity AS similarity,
       i.input_tokens AS "inputTokens", i.cached_input_tokens AS "cachedInputTokens",
       i.cache_write_tokens AS "cacheWriteTokens", i.output_tokens AS "outputTokens",
       i.reasoning_tokens AS "reasoningTokens", i.cost::text AS cost, i.total_ms AS "totalMs",
       i.time_to_first_token_ms AS "timeToFirstTokenMs", i.retrieve_ms AS "retrieveMs", i.generate_ms AS "generateMs",
       i.queue_ms AS "queueMs", i.post_process_ms AS "postProcessMs", i.retries, i.error_code AS "errorCode", i.language,
       i.question_chars AS "questionChars", i.answer_chars AS "answerChars", i.retrieval_score AS "retrievalScore",
       i.passages, i.sentences, i.supported_sentences AS "supportedSentences"
     FROM inference i WHERE ${inRange}`,
    [from, to],
  );
  for (;;) {
    const { rows } = await client.query<LoggedRequest>(`FETCH ${batch} FROM logged`);
    if (rows.length === 0) break;
    yield rows.map(({ id, cost, ...row }) => ({
      ...row,
      cost: BigInt(cost),
      unit: null,
      guardrailHits: hits.get(id) ?? [],
    }));
  }
  await client.query('CLOSE logged');
}

type Hits = { stage: string; kind: string; count: number }[];

async function guardrailHits(client: PoolClient, from: Date, to: Date): Promise<Map<string, Hits>> {
  const { rows } = await client.query<{ id: string } & Hits[number]>(
    `SELECT request_id AS id, stage, kind, count FROM guardrail_event WHERE request_id IS NOT NULL
       AND at >= $1::timestamptz - interval '1 day' AND at < $2::timestamptz + interval '1 day'`,
    [from, to],
  );
  const found = new Map<string, Hits>();
  for (const { id, ...hit } of rows) found.set(id, [...(found.get(id) ?? []), hit]);
  return found;
}

type Rated = Series & { at: Date } & FeedbackValue;

/** What is now thought of the answers of a range. */
export async function loggedFeedback(client: PoolClient, from: Date, to: Date): Promise<Rated[]> {
  const { rows } = await client.query<Rated>(
    `SELECT i.at, ${seriesColumns}, f.thumb, f.stars, f.reasons
     FROM feedback f JOIN inference i ON i.id = f.inference_id WHERE ${inRange}`,
    [from, to],
  );
  return rows;
}
