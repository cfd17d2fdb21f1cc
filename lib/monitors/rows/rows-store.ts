/** Rows of the inference log as columns, sampled so that a window of any size costs the same memory. */
import { pool } from '../../platform/db.ts';
import type { ColumnKey, SliceKey } from '../columns.ts';
import { spreadOut } from '../statistics/spread-out.ts';

/** Rows looked at in one window. Up to it Kolmogorov–Smirnov is exact, and the error of a share is at most a percent. */
export const sampleSize = 10_000;
const batchSize = 2000;

/** Which rows of an endpoint: those of live traffic that were admitted. */
export interface RowRange {
  endpoint: string;
  from: Date;
  to: Date;
  /** Of one version of a model only. */
  version?: number;
}

/** By key, as the column's expression gives it; `slices` by key too. */
export interface SampledRow {
  /** Of the request. */
  id: string;
  values: Record<string, unknown>;
  slices: Record<string, string | null>;
}

export interface RowSample {
  /** In the range. */
  total: number;
  rows: SampledRow[];
}

const expressions: Record<ColumnKey, string> = {
  question_length: 'i.question_chars',
  answer_length: 'i.answer_chars',
  language: 'i.language',
  topic: "nullif(array_to_string(t.terms, ', '), '')",
  question_meaning: "nullif(left(i.question, 2000), '')",
  injection_score: 'i.injection_score',
  personal_data: 'i.pii_hits',
  retrieval_score: 'i.retrieval_score',
  passages: 'i.passages',
  declined: "i.status = 'declined'",
  failed: "i.status = 'error'",
  cached: "i.cache = 'hit'",
  fell_back: 'i.served_entity <> i.intended_entity',
  citation_support: 'i.supported_sentences::float8 / nullif(i.sentences, 0)',
  latency: 'i.total_ms',
  first_token: 'i.time_to_first_token_ms',
  retrieve_time: 'i.retrieve_ms',
  generate_time: 'i.generate_ms',
  input_tokens: 'i.input_tokens + i.cached_input_tokens + i.cache_write_tokens',
  output_tokens: 'i.output_tokens',
  cost: 'i.cost::float8',
  liked: 'f.liked',
  stars: 'f.stars',
  status: 'i.status',
  error_code: 'i.error_code',
  version: "coalesce(i.model_name || ' v' || i.model_version, i.provider_name || ' › ' || i.provider_model)",
  arm: 'i.intended_entity',
  source: 'i.source',
};

const sliceExpressions: Record<SliceKey, string> = {
  version: expressions.version,
  arm: expressions.arm,
  configuration: 'i.config_number::text',
  language: expressions.language,
  topic: expressions.topic,
  source: expressions.source,
};

// The id bound prunes partitions; the time bound is exact. Clocks of servers may differ by less than an hour.
const inRange = `i.endpoint_name = $1 AND i.traffic = 'live' AND i.status <> 'refused'
  AND i.id >= slipway_first_id_at($2::timestamptz - interval '1 hour')
  AND i.id < slipway_first_id_at($3::timestamptz + interval '1 hour')
  AND i.at >= $2 AND i.at < $3 AND ($4::int IS NULL OR i.model_version = $4)`;

const boundsOf = ({ endpoint, from, to, version }: RowRange) => [endpoint, from, to, version ?? null];

export async function countRows(range: RowRange): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM inference i WHERE ${inRange}`,
    boundsOf(range),
  );
  return rows[0]?.count ?? 0;
}

/** A hash of the id decides whether a row is in the sample, so that the same rows are, whoever asks and how often. */
const drawn = '(hashtextextended(i.id::text, 6) & 1048575) < $5';

/**
 * Columns of all rows of a range, or of `size` of them, about, drawn by their ids; in batches, so that a statement is short.
 * `checkpoint` is called between batches and may throw to end the work.
 */
export async function sampleRows(
  range: RowRange,
  { columns, slices = [] }: { columns: readonly ColumnKey[]; slices?: readonly SliceKey[] },
  { size = sampleSize, checkpoint }: { size?: number; checkpoint?: () => Promise<void> } = {},
): Promise<RowSample> {
  const total = await countRows(range);
  const threshold = total <= size ? 1_048_576 : Math.ceil((size / total) * 1_048_576);
  const select = selectOf(columns, slices);
  const rows: SampledRow[] = [];
  let after: string | null = null;
  for (;;) {
    const batch: (Record<string, unknown> & { id: string })[] = await readBatch(select, range, {
      threshold,
      after,
    });
    for (const row of batch) rows.push(splitRow(row, columns, slices));
    after = batch.at(-1)?.id ?? null;
    // What the draw gives too many is left out evenly: the newest must not be the ones that are missing.
    if (batch.length < batchSize || rows.length >= size * 1.1) break;
    await checkpoint?.();
  }
  return { total, rows: total <= size ? rows : spreadOut(rows, size) };
}

async function readBatch(
  select: string,
  range: RowRange,
  { threshold, after }: { threshold: number; after: string | null },
) {
  const result = await pool().query<Record<string, unknown> & { id: string }>(
    `${select} WHERE ${inRange} AND ${drawn} AND ($6::uuid IS NULL OR i.id > $6) ORDER BY i.id LIMIT ${batchSize}`,
    [...boundsOf(range), threshold, after],
  );
  return result.rows;
}

/** Of keys of the catalogue alone: no text of a user is in it. */
function selectOf(columns: readonly ColumnKey[], slices: readonly SliceKey[]): string {
  const selected = [
    'i.id',
    ...columns.map((key, i) => `${expressions[key]} AS c${i}`),
    ...slices.map((key, i) => `${sliceExpressions[key]} AS s${i}`),
  ];
  const has = (...keys: string[]) => [...columns, ...slices].some((key) => keys.includes(key));
  const feedback = `LEFT JOIN LATERAL (
    SELECT bool_and(x.thumb = 'up') AS liked, avg(x.stars)::float8 AS stars
    FROM feedback x WHERE x.inference_id = i.id) f ON true`;
  const topic = `LEFT JOIN inference_topic it ON it.inference_id = i.id
    LEFT JOIN topic t ON t.endpoint_name = it.endpoint_name AND t.number = it.number`;
  return `SELECT ${selected.join(', ')} FROM inference i
    ${has('liked', 'stars') ? feedback : ''} ${has('topic') ? topic : ''}`;
}

function splitRow(
  row: Record<string, unknown> & { id: string },
  columns: readonly ColumnKey[],
  slices: readonly SliceKey[],
): SampledRow {
  return {
    id: row.id,
    values: Object.fromEntries(columns.map((key, i) => [key, row[`c${i}`] ?? null])),
    slices: Object.fromEntries(
      slices.map((key, i) => {
        const value = row[`s${i}`];
        return [key, typeof value === 'string' ? value : null];
      }),
    ),
  };
}

/** Newest rows of an endpoint within a day or so, to try a formula on. */
export async function newestRows(endpoint: string, columns: readonly ColumnKey[], limit: number) {
  const { rows } = await pool().query<Record<string, unknown> & { id: string }>(
    `${selectOf(columns, [])} WHERE i.endpoint_name = $1 AND i.traffic = 'live' AND i.status <> 'refused'
     ORDER BY i.id DESC LIMIT $2`,
    [endpoint, Math.min(limit, 1000)],
  );
  return rows.map((row) => splitRow(row, columns, []));
}
