import { makePartitions } from './partition-store.ts';

/** Days ahead that have partitions already, should no worker run for a while. */
const daysAhead = 7;

/** Makes the daily partitions of gauges and of the level of minutes. */
export async function ensureMetricPartitions(): Promise<void> {
  for (const { table, column } of [
    { table: 'metric_gauge', column: 'at' },
    { table: 'metric_minute', column: 'start' },
  ]) {
    await makePartitions(table, column, daysAhead);
  }
}
