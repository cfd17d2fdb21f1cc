import type { PoolClient } from 'pg';
import { pool } from '../platform/db.ts';
import type { Features } from './features.ts';
import type { InferenceRecord } from './record.ts';

/** A record with what was drawn from it while its text was there. */
export type DescribedInference = InferenceRecord & { features: Features };

/** PostgreSQL's text and jsonb hold neither NUL nor half a surrogate pair. */
function storable(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'string') return value;
  return value.replaceAll('\u0000', '\uFFFD').toWellFormed();
}

function toRow(record: DescribedInference) {
  return {
    id: record.requestId,
    at: record.at,
    status: record.status,
    http_status: record.httpStatus,
    source: record.source,
    traffic: record.traffic,
    endpoint_id: record.endpoint.id,
    endpoint_name: record.endpoint.name,
    config_number: record.endpoint.config,
    intended_entity: record.assigned?.entity ?? null,
    served_entity: record.served?.entity ?? null,
    unit: record.assigned === null || record.assigned.unitKind === 'request' ? null : record.assigned.unit,
    unit_kind: record.assigned?.unitKind ?? null,
    routing_rule: record.routingRule,
    cache: record.cache,
    shadow_of: record.shadow?.of ?? null,
    shadow_similarity: record.shadow?.similarity ?? null,
    model_name: record.served?.model ?? null,
    model_version: record.served?.version ?? null,
    alias: record.served?.alias ?? null,
    chain_hash: record.served?.chainHash ?? null,
    knowledge_name: record.knowledge?.name ?? null,
    knowledge_snapshot: record.knowledge?.snapshot ?? null,
    provider_name: record.served?.provider ?? null,
    provider_model: record.served?.providerModel ?? null,
    requester_kind: record.requester.kind,
    requester_id: record.requester.userId,
    requester_name: record.requester.name,
    api_key_id: record.requester.apiKeyId,
    conversation_id: record.conversationId,
    client_request_id: record.clientRequestId,
    trace_id: record.trace?.parent?.traceId ?? null,
    input: record.input,
    inputs: record.inputs,
    question: record.question,
    output: record.output,
    output_detail: {
      citations: record.citations,
      checks: record.checks,
      ...(record.toolCalls.length > 0 && { toolCalls: record.toolCalls }),
    },
    prompt: record.prompt,
    retrieved: record.retrieved,
    spans: record.spans,
    total_ms: record.totalMs,
    time_to_first_token_ms: record.timeToFirstTokenMs,
    retrieve_ms: record.retrieveMs,
    generate_ms: record.generateMs,
    input_tokens: record.usage.input,
    cached_input_tokens: record.usage.cachedInput,
    cache_write_tokens: record.usage.cacheWrite,
    output_tokens: record.usage.output,
    reasoning_tokens: record.usage.reasoning,
    usage_source: record.usage.source,
    cost: record.cost,
    error_code: record.error?.code ?? null,
    error_message: record.error?.message ?? null,
    request_detail: record.requestDetail,
    ...record.features,
    // A trigger empties every column that holds text.
    text_removed_at: record.storeText === false ? record.at : null,
  };
}

const insertRows = 'INSERT INTO inference SELECT * FROM jsonb_populate_recordset(NULL::inference, $1)';

function rowsOf(records: readonly DescribedInference[]): string {
  return JSON.stringify(records.map(toRow), storable);
}

/** One statement for the whole batch. Fails as a whole, with a unique violation, when a request id is already there. */
export async function insertInferences(
  client: PoolClient,
  records: readonly DescribedInference[],
): Promise<void> {
  await client.query({ name: 'insert-inferences', text: insertRows, values: [rowsOf(records)] });
}

/** The same, but a request id that is already there is left as it is. Gives the ids that were not. */
export async function insertMissingInferences(
  client: PoolClient,
  records: readonly DescribedInference[],
): Promise<string[]> {
  const result = await client.query<{ id: string }>({
    name: 'insert-missing-inferences',
    text: `${insertRows} ON CONFLICT (id) DO NOTHING RETURNING id`,
    values: [rowsOf(records)],
  });
  return result.rows.map((row) => row.id);
}

const summaryFacts = `
  i.id, i.at, i.status, i.http_status, i.source, i.traffic, i.endpoint_name, i.config_number,
  i.intended_entity, i.served_entity, i.unit_kind, i.routing_rule, i.cache, i.shadow_of, i.shadow_similarity, i.model_name, i.model_version, i.alias,
  i.knowledge_name, i.knowledge_snapshot, i.requester_kind, i.requester_id, i.requester_name, i.conversation_id,
  i.total_ms, i.time_to_first_token_ms,
  i.input_tokens, i.output_tokens, i.cost::text AS cost, i.error_code,
  i.language, i.retrieval_score, i.passages, i.sentences, i.supported_sentences, f.thumb, f.stars, e.environment,
  ARRAY(SELECT l.label_id::text FROM inference_label l WHERE l.inference_id = i.id) AS labels,
  (SELECT t.number FROM inference_topic t WHERE t.inference_id = i.id) AS topic,
  EXISTS (SELECT 1 FROM inference_done d WHERE d.inference_id = i.id) AS done`;

export const summaryColumns = `
  ${summaryFacts}, left(i.question, 300) AS question, left(i.output, 300) AS output`;

export const fullTextColumns = `${summaryFacts}, i.question, i.output`;

/** The requester's own feedback stands for the row; others' is on the trace page. The environment is the endpoint's of today. */
export const withFeedback = (rows: string) => `
  FROM ${rows} i LEFT JOIN feedback f ON f.inference_id = i.id AND f.requester_id = i.requester_id
  LEFT JOIN endpoint e ON e.name = i.endpoint_name`;

export interface SummaryRow {
  id: string;
  at: Date;
  status: string;
  http_status: number;
  source: string;
  traffic: string;
  endpoint_name: string;
  config_number: number | null;
  intended_entity: string | null;
  served_entity: string | null;
  unit_kind: string | null;
  routing_rule: string | null;
  cache: string;
  shadow_of: string | null;
  shadow_similarity: number | null;
  model_name: string | null;
  model_version: number | null;
  alias: string | null;
  knowledge_name: string | null;
  knowledge_snapshot: number | null;
  requester_kind: string;
  requester_id: string | null;
  requester_name: string;
  conversation_id: string | null;
  question: string;
  output: string;
  total_ms: number;
  time_to_first_token_ms: number | null;
  input_tokens: number;
  output_tokens: number;
  cost: string;
  error_code: string | null;
  language: string | null;
  retrieval_score: number | null;
  passages: number | null;
  sentences: number | null;
  supported_sentences: number | null;
  labels: string[];
  topic: number | null;
  done: boolean;
  thumb: string | null;
  stars: number | null;
  environment: string | null;
}

export interface FullRow extends SummaryRow {
  client_request_id: string | null;
  trace_id: string | null;
  chain_hash: string | null;
  provider_name: string | null;
  provider_model: string | null;
  input: unknown;
  inputs: unknown;
  output_detail: unknown;
  prompt: unknown;
  retrieved: unknown;
  spans: unknown;
  retrieve_ms: number | null;
  generate_ms: number | null;
  cached_input_tokens: number;
  cache_write_tokens: number;
  reasoning_tokens: number;
  usage_source: string;
  error_message: string | null;
  request_detail: unknown;
  text_removed_at: Date | null;
}

export async function findInference(id: string): Promise<FullRow | null> {
  const result = await pool().query<FullRow>(
    `SELECT ${fullTextColumns}, i.client_request_id, i.trace_id, i.chain_hash, i.provider_name, i.provider_model, i.input, i.inputs, i.output_detail, i.prompt, i.retrieved, i.spans,
       i.retrieve_ms, i.generate_ms, i.cached_input_tokens, i.cache_write_tokens, i.reasoning_tokens,
       i.usage_source, i.error_message, i.request_detail, i.text_removed_at
     ${withFeedback('inference')} WHERE i.id = $1`,
    [id],
  );
  return result.rows[0] ?? null;
}

export interface ShadowRow {
  id: string;
  intended_entity: string | null;
  status: string;
  shadow_similarity: number | null;
}

/** Oldest first. A shadow is younger than what it mirrors, so its id is greater: that prunes partitions. */
export async function findShadows(of: string): Promise<ShadowRow[]> {
  const result = await pool().query<ShadowRow>(
    `SELECT id, intended_entity, status, shadow_similarity FROM inference
     WHERE shadow_of = $1 AND id > $1 ORDER BY id`,
    [of],
  );
  return result.rows;
}
