import type { PoolClient } from 'pg';
import { pool } from '../platform/db.ts';
import type { InferenceRecord } from './record.ts';
import type { InferenceFilters, InferencePageQuery } from './schemas.ts';

/** PostgreSQL's text and jsonb hold neither NUL nor half a surrogate pair. */
function storable(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'string') return value;
  return value.replaceAll('\u0000', '\uFFFD').toWellFormed();
}

function toRow(record: InferenceRecord) {
  return {
    id: record.requestId,
    at: record.at,
    status: record.status,
    http_status: record.httpStatus,
    source: record.source,
    endpoint_id: record.endpoint.id,
    endpoint_name: record.endpoint.name,
    config_number: record.endpoint.config,
    served_entity: record.served?.entity ?? null,
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
    input: record.input,
    question: record.question,
    output: record.output,
    output_detail: { citations: record.citations, checks: record.checks },
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
  };
}

/** One statement for the whole batch. A request id that is already there is left as it is. */
export async function insertInferences(
  client: PoolClient,
  records: readonly InferenceRecord[],
): Promise<string[]> {
  const result = await client.query<{ id: string }>({
    name: 'insert-inferences',
    text: `INSERT INTO inference SELECT * FROM jsonb_populate_recordset(NULL::inference, $1)
           ON CONFLICT (id) DO NOTHING RETURNING id`,
    values: [JSON.stringify(records.map(toRow), storable)],
  });
  return result.rows.map((row) => row.id);
}

const summaryFacts = `
  i.id, i.at, i.status, i.http_status, i.source, i.endpoint_name, i.model_name, i.model_version, i.alias,
  i.knowledge_name, i.knowledge_snapshot, i.requester_kind, i.requester_id, i.requester_name, i.conversation_id,
  i.total_ms, i.time_to_first_token_ms,
  i.input_tokens, i.output_tokens, i.cost::text AS cost, i.error_code, f.thumb, f.stars`;

const summaryColumns = `
  ${summaryFacts}, left(i.question, 300) AS question, left(i.output, 300) AS output`;

const fullTextColumns = `${summaryFacts}, i.question, i.output`;

/** The requester's own feedback stands for the row; others' is on the trace page. */
const withFeedback = `
  FROM inference i LEFT JOIN feedback f ON f.inference_id = i.id AND f.requester_id = i.requester_id`;

export interface SummaryRow {
  id: string;
  at: Date;
  status: string;
  http_status: number;
  source: string;
  endpoint_name: string;
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
  thumb: string | null;
  stars: number | null;
}

export interface FullRow extends SummaryRow {
  client_request_id: string | null;
  config_number: number | null;
  served_entity: string | null;
  chain_hash: string | null;
  provider_name: string | null;
  provider_model: string | null;
  input: unknown;
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
}

export async function findInference(id: string): Promise<FullRow | null> {
  const result = await pool().query<FullRow>(
    `SELECT ${fullTextColumns}, i.client_request_id, i.config_number, i.served_entity,
       i.chain_hash, i.provider_name, i.provider_model, i.input, i.output_detail, i.prompt, i.retrieved, i.spans,
       i.retrieve_ms, i.generate_ms, i.cached_input_tokens, i.cache_write_tokens, i.reasoning_tokens,
       i.usage_source, i.error_message
     ${withFeedback} WHERE i.id = $1`,
    [id],
  );
  return result.rows[0] ?? null;
}

/** Collects SQL conditions and their numbered parameters. */
class Conditions {
  readonly parts: string[] = ['true'];
  readonly values: unknown[] = [];

  /** `?` stands for the value, as often as it occurs. */
  add(sql: string, value: unknown): void {
    this.values.push(value);
    this.parts.push(sql.replaceAll('?', `$${this.values.length}`));
  }

  get sql(): string {
    return this.parts.join(' AND ');
  }
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (char) => `\\${char}`);
}

function conditionsOf(filters: InferenceFilters): Conditions {
  const where = new Conditions();
  // The id bound prunes partitions; the time bound is exact.
  if (filters.from !== undefined) {
    where.add("i.id >= slipway_first_id_at(?::timestamptz - interval '1 hour')", filters.from);
    where.add('i.at >= ?', filters.from);
  }
  if (filters.to !== undefined) {
    where.add("i.id < slipway_first_id_at(?::timestamptz + interval '1 hour')", filters.to);
    where.add('i.at < ?', filters.to);
  }
  if (filters.endpoint !== undefined) where.add('i.endpoint_name = ?', filters.endpoint);
  if (filters.model !== undefined) where.add('i.model_name = ?', filters.model);
  if (filters.version !== undefined) where.add('i.model_version = ?', filters.version);
  if (filters.status !== undefined) where.add('i.status = ANY(?)', filters.status);
  if (filters.source !== undefined) where.add('i.source = ?', filters.source);
  if (filters.requester !== undefined) where.add('i.requester_id = ?', filters.requester);
  if (filters.conversation !== undefined) where.add('i.conversation_id = ?', filters.conversation);
  if (filters.minMs !== undefined) where.add('i.total_ms >= ?', filters.minMs);
  if (filters.maxMs !== undefined) where.add('i.total_ms <= ?', filters.maxMs);
  if (filters.q !== undefined)
    where.add('(i.question ILIKE ? OR i.output ILIKE ?)', `%${escapeLike(filters.q)}%`);
  addFeedbackCondition(where, filters.feedback);
  return where;
}

function addFeedbackCondition(where: Conditions, feedback: InferenceFilters['feedback']): void {
  const rated = 'EXISTS (SELECT 1 FROM feedback x WHERE x.inference_id = i.id';
  if (feedback === 'any') where.parts.push(`${rated})`);
  else if (feedback === 'none') where.parts.push(`NOT ${rated})`);
  else if (feedback !== undefined) where.add(`${rated} AND x.thumb = ?)`, feedback);
}

const sortColumns: Record<InferencePageQuery['sort'], string> = {
  at: 'i.at',
  totalMs: 'i.total_ms',
  cost: 'i.cost',
  outputTokens: 'i.output_tokens',
};

export interface PagePosition {
  /** Value of the sort column in the last row shown, as text. */
  value: string;
  id: string;
}

export type PositionedRow = SummaryRow & { sort_value: string };

/** Keyset paging: constant cost however deep the page. `text` says how much of question and answer to read. */
export async function findInferencePage(
  query: InferencePageQuery,
  after: PagePosition | null,
  text: 'start' | 'whole',
): Promise<PositionedRow[]> {
  const where = conditionsOf(query);
  const column = sortColumns[query.sort];
  const type = query.sort === 'at' ? 'timestamptz' : 'numeric';
  const comparator = query.order === 'desc' ? '<' : '>';
  if (after !== null) {
    where.values.push(after.value, after.id);
    const n = where.values.length;
    where.parts.push(`(${column}::${type}, i.id) ${comparator} ($${n - 1}::${type}, $${n}::uuid)`);
  }
  const result = await pool().query<PositionedRow>(
    `SELECT ${text === 'whole' ? fullTextColumns : summaryColumns}, ${column}::text AS sort_value ${withFeedback} WHERE ${where.sql}
     ORDER BY ${column}::${type} ${query.order}, i.id ${query.order} LIMIT ${query.limit + 1}`,
    where.values,
  );
  return result.rows;
}

/** What a rating needs to know of the answer it rates. */
export async function findRatedAnswer(client: PoolClient, id: string) {
  const result = await client.query<{
    at: Date;
    endpoint_name: string;
    model_name: string | null;
    model_version: number | null;
    requester_id: string | null;
  }>('SELECT at, endpoint_name, model_name, model_version, requester_id FROM inference WHERE id = $1', [id]);
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
