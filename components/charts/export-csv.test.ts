import { expect, it } from 'vitest';
import { chartCsv, csvCell, fileName } from './export-csv.ts';

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
    'ms',
  );
  expect(csv.split('\r\n')).toEqual([
    'from,to,P95 (ms),"\'=cmd, ""x"" (ms)"',
    '2026-11-21T10:00:00.000Z,2026-11-21T10:01:00.000Z,1234.5678,',
    '2026-11-21T10:02:00.000Z,2026-11-21T10:03:00.000Z,0,2',
    '',
  ]);
});

it('lets no text be a formula, and no number a text', () => {
  expect(csvCell('@sum(a1)')).toBe("'@sum(a1)");
  expect(csvCell(-3)).toBe('-3');
});

it('names files so that every system takes them', () => {
  expect(fileName('Latency P95: größte / "all"')).toBe('latency-p95-größte-all');
  expect(fileName('***')).toBe('chart');
});
