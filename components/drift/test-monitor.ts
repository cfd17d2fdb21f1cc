/** A monitor as the server tells of it, for tests. */
import { type ColumnVerdict, type Monitor, monitorSchema } from '#lib/monitors/schemas.ts';

export const id = '01a1fd0d-955c-70c0-9c7c-21ff9bf6f950';
export const runId = '01a1fd0d-955c-70c0-9c7c-21ff9bf6f951';
export const run = {
  id: runId,
  windowStart: '2026-11-20T00:00:00.000Z',
  windowEnd: '2026-11-21T00:00:00.000Z',
  state: 'done',
  final: true,
  rows: 300,
  sampled: 300,
  baselineRows: 900,
  drifting: 1,
  error: null,
} as const;
export const verdict = (change: Partial<ColumnVerdict>): ColumnVerdict => ({
  slice: '',
  column: 'answer_length',
  label: 'Answer length',
  verdict: 'drift',
  size: 'large',
  effect: 0.9,
  pValue: 0.001,
  words: 'Answers became 38 % longer (median 412 → 570 characters); a change of this size is large.',
  since: '2026-11-18T00:00:00.000Z',
  ...change,
});
export const monitor: Monitor = monitorSchema.parse({
  id,
  endpoint: 'support',
  environment: 'production',
  isDefault: true,
  name: 'support daily check',
  enabled: true,
  columns: ['answer_length', 'latency'],
  slices: [],
  granularity: 'day',
  schedule: '15 1 * * *',
  timeZone: 'UTC',
  scheduleWords: 'every day at 01:15, UTC',
  baseline: { kind: 'previous', windows: 7 },
  thresholds: {},
  paidEmbeddings: false,
  nextRunAt: '2026-11-22T01:15:00.000Z',
  running: 0,
  updatedAt: '2026-11-20T00:00:00.000Z',
  lastRun: run,
  recent: [
    {
      runId: 'a',
      windowStart: '2026-11-19T00:00:00.000Z',
      rows: 300,
      drifting: 0,
      judged: 2,
      size: 'negligible',
    },
    { runId, windowStart: run.windowStart, rows: 300, drifting: 1, judged: 2, size: 'large' },
  ],
  verdicts: [
    verdict({}),
    verdict({ column: 'latency', label: 'Latency', verdict: 'steady', size: 'negligible', words: 'Calm.' }),
  ],
});
