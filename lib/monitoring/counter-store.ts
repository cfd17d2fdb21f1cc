/** Writes the rollups. Every transaction writes units, then minutes, then buckets, each in key order: none waits for another in a circle. */
import type { PoolClient } from 'pg';
import { type MinuteCounts, measuredCounters } from './counters.ts';
import type { SeriesKey } from './series.ts';

export type MinuteRow = SeriesKey & MinuteCounts;

export interface BucketRow extends SeriesKey {
  metric: string;
  bucket: number;
  count: number;
}

/** `arm_unit` but for its time. `unit` is a decimal of 63 bits. */
export interface ArmUnitRow {
  endpoint_name: string;
  config_number: number;
  unit: string;
  arm: string;
}

function asJson(rows: readonly unknown[]): string {
  return JSON.stringify(rows, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}

const seriesColumns: Record<keyof SeriesKey, string> = {
  minute: 'timestamptz',
  endpoint_name: 'text',
  config_number: 'int',
  arm: 'text',
  traffic: 'text',
  model_name: 'text',
  model_version: 'int',
};
const seriesKey = Object.keys(seriesColumns).join(', ');
const seriesTypes = Object.entries(seriesColumns)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

const counterNames = Object.keys(measuredCounters);
const counterTypes = Object.entries(measuredCounters)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

const upsertMinutesSql = `
  INSERT INTO metric_minute (${seriesKey}, ${counterNames.join(', ')})
  SELECT ${seriesKey}, ${counterNames.join(', ')}
  FROM jsonb_to_recordset($1) AS r (${seriesTypes}, ${counterTypes})
  ORDER BY ${seriesKey}
  ON CONFLICT (${seriesKey}) DO UPDATE SET
  ${counterNames.map((name) => `${name} = metric_minute.${name} + excluded.${name}`).join(', ')}`;

const upsertBucketsSql = `
  INSERT INTO metric_bucket (${seriesKey}, metric, bucket, count)
  SELECT ${seriesKey}, metric, bucket, count
  FROM jsonb_to_recordset($1) AS r (${seriesTypes}, metric text, bucket int, count int)
  ORDER BY ${seriesKey}, metric, bucket
  ON CONFLICT (${seriesKey}, metric, bucket) DO UPDATE SET count = metric_bucket.count + excluded.count`;

// A row that another transaction is about to write is waited for, so exactly one of the two counts the unit.
const insertUnitsSql = `
  INSERT INTO arm_unit (endpoint_name, config_number, unit, arm)
  SELECT endpoint_name, config_number, unit, arm
  FROM jsonb_to_recordset($1) AS r (endpoint_name text, config_number int, unit bigint, arm text)
  ORDER BY endpoint_name, config_number, unit
  ON CONFLICT DO NOTHING
  RETURNING endpoint_name, config_number, unit, arm`;

/** The rows that were not there yet. */
export async function insertUnits(client: PoolClient, rows: readonly ArmUnitRow[]): Promise<ArmUnitRow[]> {
  if (rows.length === 0) return [];
  const result = await client.query<ArmUnitRow>({
    name: 'insert-arm-units',
    text: insertUnitsSql,
    values: [asJson(rows)],
  });
  return result.rows;
}

export async function upsertMinutes(client: PoolClient, rows: readonly MinuteRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query({ name: 'upsert-metric-minutes', text: upsertMinutesSql, values: [asJson(rows)] });
}

export async function upsertBuckets(client: PoolClient, rows: readonly BucketRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query({ name: 'upsert-metric-buckets', text: upsertBucketsSql, values: [asJson(rows)] });
}

/** What a rating adds to the row of its answer; negative when one was taken back. */
export interface FeedbackRow extends SeriesKey {
  thumbs_up: number;
  thumbs_down: number;
  stars_sum: number;
  stars_count: number;
}

const feedbackNames = ['thumbs_up', 'thumbs_down', 'stars_sum', 'stars_count'] as const;

const addFeedbackSql = `
  INSERT INTO metric_minute (${seriesKey}, ${feedbackNames.join(', ')})
  SELECT ${seriesKey}, ${feedbackNames.join(', ')}
  FROM jsonb_to_recordset($1) AS r (${seriesTypes}, ${feedbackNames.map((name) => `${name} int`).join(', ')})
  ON CONFLICT (${seriesKey}) DO UPDATE SET
  ${feedbackNames.map((name) => `${name} = metric_minute.${name} + excluded.${name}`).join(', ')}`;

export async function addFeedbackCounts(client: PoolClient, row: FeedbackRow): Promise<void> {
  await client.query({ name: 'add-feedback-counts', text: addFeedbackSql, values: [asJson([row])] });
}
