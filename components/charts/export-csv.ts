/** A chart as a table for spreadsheets. Pure. */
import { anyValue, type Bucket, exactName, exactValue, type Series, type Unit } from './series.ts';

/** Exact values, one line for each bucket in which anything was measured, oldest first. */
export function chartCsv(series: readonly Series[], buckets: readonly Bucket[], unit: Unit): string {
  const name = exactName(unit);
  const header = ['from', 'to', ...series.map(({ label }) => (name ? `${label} (${name})` : label))];
  const lines = buckets
    .filter((bucket) => anyValue([bucket], series))
    .map(({ start, end, values }) => [
      new Date(start).toISOString(),
      new Date(end).toISOString(),
      ...series.map(({ key }) => {
        const value = values[key] ?? null;
        return value === null ? null : exactValue(unit, value);
      }),
    ]);
  return [header, ...lines].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** Text that a spreadsheet would take for a formula is kept from being one. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** "Latency P95" → "latency-p95". */
export function fileName(title: string): string {
  return (
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 80) || 'chart'
  );
}
