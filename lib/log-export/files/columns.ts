/**
 * The columns of an exported file, in order. Names and meanings follow Databricks' inference tables where those have them;
 * docs/log-export.md says the same to people, and a test holds both together. Columns are only ever added, at the end.
 */
import type { SchemaElement } from 'hyparquet';
import { traceIdOf } from '../../platform/trace-context.ts';
import { feedbackText, requestText, responseText } from './row-texts.ts';
import type { Shown } from './shown.ts';

export const schemaVersion = 1;

type ColumnType = 'string' | 'int' | 'long' | 'double' | 'boolean' | 'timestamp' | 'date';
export type Value = string | number | bigint | boolean | Date | null;

export interface Column {
  name: string;
  type: ColumnType;
  required?: true;
  /** Long, and hardly ever the same twice: bounds and a dictionary would cost time and serve nobody. A string column. */
  prose?: true;
  /** Never the same twice, and short: no dictionary is tried, bounds are kept. A string column. */
  unique?: true;
  /** Of longs and times that are required, a number too; times in milliseconds, dates in days since 1970. */
  of: (shown: Shown) => Value;
}

const dayMs = 86_400_000;

export const columns: readonly Column[] = [
  { name: 'request_id', type: 'string', required: true, unique: true, of: ({ row }) => row.id },
  { name: 'client_request_id', type: 'string', unique: true, of: ({ row }) => row.client_request_id },
  { name: 'request_date', type: 'date', required: true, of: ({ row }) => Math.floor(row.at / dayMs) },
  { name: 'request_time', type: 'timestamp', required: true, of: ({ row }) => row.at },
  { name: 'status_code', type: 'int', required: true, of: ({ row }) => row.http_status },
  { name: 'execution_duration_ms', type: 'long', required: true, of: ({ row }) => Math.round(row.total_ms) },
  { name: 'request', type: 'string', prose: true, of: requestText },
  { name: 'response', type: 'string', prose: true, of: responseText },
  { name: 'served_entity_id', type: 'string', of: ({ row }) => row.served_entity },
  { name: 'requester', type: 'string', required: true, of: ({ row }) => row.requester_name },
  { name: 'requester_id', type: 'string', of: ({ row }) => row.requester_id },
  { name: 'requester_kind', type: 'string', required: true, of: ({ row }) => row.requester_kind },
  { name: 'endpoint_name', type: 'string', required: true, of: ({ row }) => row.endpoint_name },
  { name: 'config_number', type: 'int', of: ({ row }) => row.config_number },
  { name: 'intended_entity_id', type: 'string', of: ({ row }) => row.intended_entity },
  { name: 'model', type: 'string', of: ({ row }) => row.model_name },
  { name: 'version', type: 'int', of: ({ row }) => row.model_version },
  { name: 'alias', type: 'string', of: ({ row }) => row.alias },
  { name: 'chain_hash', type: 'string', of: ({ row }) => row.chain_hash },
  { name: 'provider', type: 'string', of: ({ row }) => row.provider_name },
  { name: 'provider_model', type: 'string', of: ({ row }) => row.provider_model },
  { name: 'knowledge', type: 'string', of: ({ row }) => row.knowledge_name },
  { name: 'knowledge_snapshot', type: 'int', of: ({ row }) => row.knowledge_snapshot },
  { name: 'conversation_id', type: 'string', of: ({ row }) => row.conversation_id },
  {
    name: 'trace_id',
    type: 'string',
    required: true,
    unique: true,
    of: ({ row }) => traceIdOf(row.trace_id ?? row.id),
  },
  { name: 'source', type: 'string', required: true, of: ({ row }) => row.source },
  { name: 'traffic', type: 'string', required: true, of: ({ row }) => row.traffic },
  { name: 'shadow_of', type: 'string', of: ({ row }) => row.shadow_of },
  { name: 'routing_rule', type: 'string', of: ({ row }) => row.routing_rule },
  { name: 'cache', type: 'string', required: true, of: ({ row }) => row.cache },
  { name: 'status', type: 'string', required: true, of: ({ row }) => row.status },
  { name: 'error_code', type: 'string', of: ({ row }) => row.error_code },
  { name: 'error_message', type: 'string', of: ({ row, text }) => (text ? row.error_message : null) },
  { name: 'time_to_first_token_ms', type: 'double', of: ({ row }) => row.time_to_first_token_ms },
  { name: 'queue_ms', type: 'double', of: ({ row }) => row.queue_ms },
  { name: 'retrieve_ms', type: 'double', of: ({ row }) => row.retrieve_ms },
  { name: 'generate_ms', type: 'double', of: ({ row }) => row.generate_ms },
  { name: 'post_process_ms', type: 'double', of: ({ row }) => row.post_process_ms },
  { name: 'retries', type: 'int', required: true, of: ({ row }) => row.retries },
  { name: 'input_tokens', type: 'long', required: true, of: ({ row }) => row.input_tokens },
  {
    name: 'cached_input_tokens',
    type: 'long',
    required: true,
    of: ({ row }) => row.cached_input_tokens,
  },
  { name: 'cache_write_tokens', type: 'long', required: true, of: ({ row }) => row.cache_write_tokens },
  { name: 'output_tokens', type: 'long', required: true, of: ({ row }) => row.output_tokens },
  { name: 'reasoning_tokens', type: 'long', required: true, of: ({ row }) => row.reasoning_tokens },
  { name: 'usage_source', type: 'string', required: true, of: ({ row }) => row.usage_source },
  { name: 'cost_nano_dollars', type: 'long', required: true, of: ({ row }) => row.cost },
  { name: 'question_chars', type: 'int', of: ({ row }) => row.question_chars },
  { name: 'answer_chars', type: 'int', of: ({ row }) => row.answer_chars },
  { name: 'language', type: 'string', of: ({ row }) => row.language },
  { name: 'retrieval_score', type: 'double', of: ({ row }) => row.retrieval_score },
  { name: 'passages', type: 'int', of: ({ row }) => row.passages },
  { name: 'sentences', type: 'int', of: ({ row }) => row.sentences },
  { name: 'supported_sentences', type: 'int', of: ({ row }) => row.supported_sentences },
  { name: 'injection_score', type: 'double', of: ({ row }) => row.injection_score },
  { name: 'pii_hits', type: 'int', of: ({ row }) => row.pii_hits },
  { name: 'thumb', type: 'string', of: ({ row }) => row.thumb },
  { name: 'stars', type: 'int', of: ({ row }) => row.stars },
  { name: 'feedback', type: 'string', prose: true, of: feedbackText },
  { name: 'response_withheld', type: 'boolean', required: true, of: ({ withheld }) => withheld },
  { name: 'text_removed_at', type: 'timestamp', of: ({ row }) => row.text_removed_at },
];

const elements: Record<ColumnType, Omit<SchemaElement, 'name'>> = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  int: { type: 'INT32' },
  long: { type: 'INT64' },
  double: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  timestamp: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
  date: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
};

export const parquetSchema: SchemaElement[] = [
  { name: 'slipway_inference', num_children: columns.length },
  ...columns.map(
    ({ name, type, required }): SchemaElement => ({
      name,
      ...elements[type],
      repetition_type: required ? 'REQUIRED' : 'OPTIONAL',
    }),
  ),
];
