/** Rows of the log as they are exported, page by page. */
import { pool } from '../../platform/db.ts';

export interface LogRow {
  id: string;
  client_request_id: string | null;
  trace_id: string | null;
  /** In milliseconds since 1970: a number is read ten times as fast as a date. */
  at: number;
  http_status: number;
  status: string;
  source: string;
  traffic: string;
  endpoint_name: string;
  config_number: number | null;
  intended_entity: string | null;
  served_entity: string | null;
  model_name: string | null;
  model_version: number | null;
  alias: string | null;
  chain_hash: string | null;
  provider_name: string | null;
  provider_model: string | null;
  knowledge_name: string | null;
  knowledge_snapshot: number | null;
  requester_kind: string;
  requester_id: string | null;
  requester_name: string;
  conversation_id: string | null;
  cache: string;
  shadow_of: string | null;
  routing_rule: string | null;
  /** JSON as text, like the four below: it goes into the file as it is. */
  input: string;
  /** Null when there is none; so are the three below. */
  inputs: string | null;
  request_detail: string | null;
  citations: string | null;
  tool_calls: string | null;
  output: string;
  total_ms: number;
  time_to_first_token_ms: number | null;
  queue_ms: number | null;
  retrieve_ms: number | null;
  generate_ms: number | null;
  post_process_ms: number | null;
  input_tokens: number;
  cached_input_tokens: number;
  cache_write_tokens: number;
  output_tokens: number;
  reasoning_tokens: number;
  usage_source: string;
  cost: string;
  error_code: string | null;
  error_message: string | null;
  question_chars: number | null;
  answer_chars: number | null;
  language: string | null;
  retrieval_score: number | null;
  passages: number | null;
  sentences: number | null;
  supported_sentences: number | null;
  injection_score: number | null;
  pii_hits: number | null;
  retries: number;
  text_removed_at: Date | null;
  thumb: string | null;
  stars: number | null;
  feedback: unknown;
}

const columns = `i.id, i.client_request_id, i.trace_id, (extract(epoch FROM i.at) * 1000)::float8 AS at, i.http_status, i.status, i.source, i.traffic, i.endpoint_name,
  i.config_number, i.intended_entity, i.served_entity, i.model_name, i.model_version, i.alias, i.chain_hash,
  i.provider_name, i.provider_model, i.knowledge_name, i.knowledge_snapshot, i.requester_kind, i.requester_id,
  i.requester_name, i.conversation_id, i.cache, i.shadow_of, i.routing_rule, i.input::text AS input,
  NULLIF(i.inputs, '{}')::text AS inputs, NULLIF(i.request_detail, '{}')::text AS request_detail,
  NULLIF(i.output_detail->'citations', '[]')::text AS citations,
  NULLIF(i.output_detail->'toolCalls', '[]')::text AS tool_calls, i.output, i.total_ms, i.time_to_first_token_ms, i.queue_ms, i.retrieve_ms, i.generate_ms, i.post_process_ms,
  i.input_tokens, i.cached_input_tokens, i.cache_write_tokens, i.output_tokens, i.reasoning_tokens, i.usage_source,
  i.cost::text AS cost, i.error_code, i.error_message, i.question_chars, i.answer_chars, i.language, i.retrieval_score,
  i.passages, i.sentences, i.supported_sentences, i.injection_score, i.pii_hits, i.retries, i.text_removed_at,
  rated.thumb, rated.stars, rated.feedback`;

export interface Day {
  endpoint: string;
  /** UTC, `2026-11-21`. */
  day: string;
}

/**
 * The id bounds prune partitions, the time bounds are exact. `$1` is the endpoint, `$2` the day. Hours are added before
 * there is a time zone: that is immutable, so partitions go before they are planned, which took longer than reading a page.
 */
export const rowsOfDay = `i.endpoint_name = $1
  AND i.id >= slipway_first_id_at(($2::date::timestamp - interval '1 hour') AT TIME ZONE 'UTC')
  AND i.id < slipway_first_id_at((($2::date + 1)::timestamp + interval '1 hour') AT TIME ZONE 'UTC')
  AND i.at >= ($2::date::timestamp AT TIME ZONE 'UTC') AND i.at < (($2::date + 1)::timestamp AT TIME ZONE 'UTC')`;

/** Before every UUIDv7. A bound that is always there lets the index begin where the last page ended. */
const firstId = '00000000-0000-0000-0000-000000000000';

/** Oldest first, after the id `after`. */
export async function readRows(
  { endpoint, day }: Day,
  after: string | null,
  limit: number,
): Promise<LogRow[]> {
  const { rows } = await pool().query<LogRow>(
    `SELECT ${columns} FROM inference i
     LEFT JOIN LATERAL (
       SELECT max(f.thumb) FILTER (WHERE f.requester_id = i.requester_id) AS thumb,
         max(f.stars) FILTER (WHERE f.requester_id = i.requester_id) AS stars,
         jsonb_agg(jsonb_build_object('thumb', f.thumb, 'stars', f.stars, 'reasons', f.reasons,
         'comment', f.comment, 'correction', f.correction, 'at', f.updated_at) ORDER BY f.id) AS feedback
       FROM feedback f WHERE f.inference_id = i.id) rated ON true
     WHERE ${rowsOfDay} AND i.id > $3::uuid
     ORDER BY i.id LIMIT ${limit}`,
    [endpoint, day, after ?? firstId],
  );
  return rows;
}
