import { expect, it } from 'vitest';
import type { Aggregation, MetricName } from '#lib/monitoring/schemas.ts';
import { chartCsv, csvCell, fileName } from './export-csv.ts';
import { unitOf } from './metric-units.ts';

it('keeps exact values, and leaves out what was not measured', () => {
  const start = Date.parse('2026-11-21T10:00:00Z');
  const bucket = (minute: number, a: number | null, b: number | null) => ({
    start: start + minute * 60_000,
    end: start + (minute + 1) * 60_000,
    values: { a, b },
  });
  const csv = chartCsv(
    [
      { key: 'a', label: 'P95' },
      { key: 'b', label: '=cmd, "x"' },
    ],
    [bucket(0, 1234.5678, null), bucket(1, null, null), bucket(2, 0, 2)],
    { name: 'time', format: String, exact: { name: 'ms' } },
  );
  expect(csv.split('\r\n')).toEqual([
    'from,to,P95 (ms),"\'=cmd, ""x"" (ms)"',
    '2026-11-21T10:00:00.000Z,2026-11-21T10:01:00.000Z,1234.5678,',
    '2026-11-21T10:02:00.000Z,2026-11-21T10:03:00.000Z,0,2',
    '',
  ]);
});

it('counts in the unit its header names', () => {
  const bucket = { start: 0, end: 60_000, values: { a: 4_200_000 } };
  const csv = (metric: MetricName, aggregation: Aggregation) =>
    chartCsv([{ key: 'a', label: 'A' }], [bucket], unitOf(metric, aggregation)).split('\r\n');
  expect(csv('cost', 'sum')).toMatchObject({ 0: 'from,to,A (USD)', 1: expect.stringMatching(/,0\.0042$/) });
  expect(csv('latency', 'p95')).toMatchObject({ 0: 'from,to,A (ms)', 1: expect.stringMatching(/,4200000$/) });
  expect(csv('error_rate', 'value')[0]).toBe('from,to,A (share of 1)');
});

it('lets no text be a formula, and no number a text', () => {
  expect(csvCell('@sum(a1)')).toBe("'@sum(a1)");
  expect(csvCell(-3)).toBe('-3');
});

it('names files so that every system takes them', () => {
  expect(fileName('Latency P95: größte / "all"')).toBe('latency-p95-größte-all');
  expect(fileName('***')).toBe('chart');
});
