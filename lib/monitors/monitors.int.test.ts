import '../../e2e/support/test-database.ts';
import { describe, expect, test } from 'vitest';
import { admin } from '../../e2e/support/registry.ts';
import { readMetric } from '../monitoring/index.ts';
import { pool } from '../platform/db.ts';
import { createMonitor, getColumn, getRun, monitorHistory } from './index.ts';
import { runMonitor } from './runs/run-monitor.ts';
import { windowsBefore } from './schedule/windows-store.ts';
import type { Monitor } from './schemas.ts';
import { input, never, rowsOn, watched } from './test-monitors.ts';
import { midnight, plainEndpoint, type RowSql } from './test-rows.ts';

const verdictOn = ({ verdicts }: Monitor, column: string) => verdicts.find((one) => one.column === column);

const calm = [5, 4, 3, 2].map((ago) => ({ ago, count: 300 }));
const changed: RowSql = {
  answerChars: '500 + (i * 13) % 200',
  language: "CASE WHEN i % 2 = 0 THEN 'de' ELSE 'en' END",
  question: "'Wann wird meine Rechnung bezahlt und gemahnt?'",
};

describe('what is found', () => {
  test('a planted change is told in words, the worst first, and leads to both distributions', async () => {
    const { endpoint, monitor } = await watched([...calm, { ago: 1, count: 300, set: changed }]);
    expect(verdictOn(monitor, 'answer_length')).toMatchObject({
      verdict: 'drift',
      size: 'large',
      words: 'Answers became 50.3 % longer (median 398 → 598 characters); a change of this size is large.',
    });
    expect(verdictOn(monitor, 'language')?.words).toBe(
      'Languages shifted: de 0 % → 50 %, en 100 % → 50 %; a change of this size is large.',
    );
    expect(verdictOn(monitor, 'question_meaning')?.verdict).toBe('drift');
    expect(verdictOn(monitor, 'latency')?.verdict).toBe('steady');
    expect(monitor.verdicts.map(({ verdict }) => verdict)).toEqual([
      'drift',
      'drift',
      'drift',
      'steady',
      'steady',
      'steady',
    ]);

    const runId = monitor.lastRun?.id ?? '';
    const column = await getColumn(admin, monitor.id, { runId, column: 'answer_length', slice: '' });
    expect(column.profile).toMatchObject({ count: 300, nulls: 0, numbers: { min: 500 } });
    expect(column.finding?.distributions.baseline.reduce((a, b) => a + b)).toBe(900);
    expect(column.finding?.test).toBe('kolmogorov-smirnov');
    const meaning = await getColumn(admin, monitor.id, { runId, column: 'question_meaning', slice: '' });
    expect(JSON.stringify(meaning), 'no question is kept').not.toContain('Rechnung');

    const read = (metric: 'drifting' | 'drift_effect', subject: string) =>
      readMetric({
        metric,
        aggregation: 'last',
        endpoint,
        subject,
        traffic: 'live',
        from: midnight(2).toISOString(),
        to: new Date().toISOString(),
        step: 0,
      });
    expect((await read('drifting', 'Watch: Answer length')).total.value).toBe(1);
    expect((await read('drifting', 'Watch: Latency')).total.value).toBe(0);
    expect((await read('drift_effect', 'Watch: Answer length')).total.value).toBeGreaterThan(1);
  });

  test('empty days, one row, constant columns and columns without a value are said to be what they are', async () => {
    const { monitor } = await watched([
      { ago: 4, count: 100 },
      { ago: 1, count: 1 },
    ]);
    const history = await monitorHistory(admin, monitor.id, 30);
    expect(history.runs.map(({ rows }) => rows)).toEqual([100, 0, 0, 1]);
    expect(new Set(monitor.verdicts.map(({ verdict }) => verdict))).toEqual(new Set(['too-few']));
    const constant = await watched([
      { ago: 2, count: 100, set: { answerChars: '5', language: 'NULL' } },
      { ago: 1, count: 100, set: { answerChars: '5', language: 'NULL' } },
    ]);
    expect(verdictOn(constant.monitor, 'answer_length')?.verdict).toBe('steady');
    expect(verdictOn(constant.monitor, 'language')?.verdict).toBe('too-few');
    const lost = await watched([...calm, { ago: 1, count: 300, set: { score: 'NULL' } }]);
    expect(verdictOn(lost.monitor, 'retrieval_score')).toMatchObject({
      verdict: 'missing',
      words: 'Best passages without a value went from 0 % to 100 % of rows.',
    });
  });

  test('an endpoint nobody asks has no windows', async () => {
    const { monitor } = await watched([]);
    expect(monitor.lastRun).toBeNull();
  });

  test('slices are judged on their own; of ten thousand the most frequent, and it is said that there are more', async () => {
    const set = { version: 'i' };
    const { monitor } = await watched(
      [
        { ago: 2, count: 10_000, set },
        { ago: 1, count: 10_000, set },
      ],
      {
        slices: ['version', 'language'],
        columns: ['answer_length'],
        baseline: { kind: 'previous', windows: 1 },
      },
    );
    const run = await getRun(admin, monitor.id, monitor.lastRun?.id ?? '');
    expect(run.verdicts.map(({ slice }) => slice)).toContain('language: en');
    expect(run.verdicts).toHaveLength(1 + 20 + 1);
    expect(run.run.slicesLeft).toBe(9980);
    const column = { runId: run.run.id, column: 'answer_length', slice: 'language: en' };
    const calmSlice = await getColumn(admin, monitor.id, column);
    expect(calmSlice.profile.numbers?.min, 'figures of a slice are kept').toBe(300);
    expect(calmSlice.finding?.distributions.baseline, 'what did not drift is not drawn').toEqual([]);
  });

  test('a large window is sampled, the same rows each time', async () => {
    const endpoint = await plainEndpoint();
    await rowsOn(endpoint, 1, 25_000);
    const { sampleRows } = await import('./rows/rows-store.ts');
    const range = { endpoint, from: midnight(1), to: midnight(0) };
    const draw = () => sampleRows(range, { columns: ['answer_length'] });
    const [first, second] = [await draw(), await draw()];
    expect(first.total).toBe(25_000);
    expect(first.rows.length).toBeGreaterThan(9500);
    expect(first.rows.length).toBeLessThanOrEqual(10_000);
    expect(second.rows).toEqual(first.rows);
  });

  test('a baseline may be fixed, or what a version answered', async () => {
    const fixed = { kind: 'fixed', from: midnight(5).toISOString(), to: midnight(3).toISOString() };
    const one = await watched([...calm, { ago: 1, count: 300, set: changed }], { baseline: fixed });
    expect(one.monitor.lastRun).toMatchObject({ baselineRows: 600, drifting: 3 });
    const version = { kind: 'version', version: 7 };
    const set = { ...changed, version: '7' };
    const two = await watched(
      [
        { ago: 3, count: 200, set },
        { ago: 2, count: 200 },
        { ago: 1, count: 300, set },
      ],
      { baseline: version },
    );
    expect(two.monitor.lastRun).toMatchObject({ baselineRows: 200, drifting: 0 });
  });
});

describe('windows', () => {
  const of = (moment: string, granularity: 'hour' | 'day' | 'week', timeZone: string, count: number) =>
    windowsBefore(new Date(moment), { granularity, timeZone }, count);
  const hours = (windows: { start: Date; end: Date }[]) =>
    windows.map(({ start, end }) => (end.getTime() - start.getTime()) / 3_600_000);

  test('days have 23 and 25 hours where clocks change, and none is lost or doubled', async () => {
    const spring = await of('2026-03-30T12:00:00Z', 'day', 'Europe/Berlin', 3);
    expect(hours(spring)).toEqual([23, 24, 24]);
    const autumn = await of('2026-10-26T12:00:00Z', 'day', 'Europe/Berlin', 3);
    expect(hours(autumn)).toEqual([25, 24, 24]);
    expect(hours(await of('2026-04-02T00:00:00Z', 'week', 'Europe/Berlin', 2))).toEqual([167, 168]);
    const night = await of('2026-10-25T04:30:00Z', 'hour', 'Europe/Berlin', 6);
    expect(hours(night)).toEqual([1, 1, 1, 1, 1, 1]);
    for (const windows of [spring, autumn, night]) {
      expect(windows.slice(1).map(({ end }) => end)).toEqual(windows.slice(0, -1).map(({ start }) => start));
    }
  });

  test('a moment at which a window ends belongs to the next', async () => {
    const [last] = await of('2026-06-02T00:00:00Z', 'day', 'UTC', 1);
    expect(last).toEqual({ start: new Date('2026-06-01T00:00:00Z'), end: new Date('2026-06-02T00:00:00Z') });
  });

  test('missed windows are made up for, late rows are counted once more, and then it is final', async () => {
    const endpoint = await plainEndpoint();
    await rowsOn(endpoint, 40, 50);
    await rowsOn(endpoint, 2, 50);
    const monitor = await createMonitor(admin, input(endpoint));
    await runMonitor(monitor.id, never);
    const first = await monitorHistory(admin, monitor.id, 120);
    expect(first.runs).toHaveLength(30);
    const [run] = first.runs.slice(-2);
    expect(run).toMatchObject({ rows: 50, final: true });

    await pool().query('UPDATE monitor_run SET final = false WHERE id = $1', [run?.id]);
    await rowsOn(endpoint, 2, 7);
    await runMonitor(monitor.id, never);
    const again = await getRun(admin, monitor.id, run?.id ?? '');
    expect(again.run).toMatchObject({ rows: 57, final: true });
    await rowsOn(endpoint, 2, 7);
    await runMonitor(monitor.id, never);
    expect((await getRun(admin, monitor.id, run?.id ?? '')).run.rows).toBe(57);
  });
});
