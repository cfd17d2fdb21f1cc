/** Back-tests: the same judgements over history. */
import { expect, test } from 'vitest';
import { errorRule } from '../../e2e/support/alert-rules.ts';
import type { MetricQuery, MetricReading } from '../monitoring/schemas.ts';
import { playRule } from './backtest.ts';
import { playedBurn } from './backtest-burn.ts';
import { playedMetric } from './backtest-metric.ts';
import { type BurnSignal, type RuleDocument, ruleDocumentSchema } from './rule-schemas.ts';

const from = new Date('2026-11-02T00:00:00Z');
const to = new Date('2026-11-02T06:00:00Z');
const range = { from, to, stepSeconds: 300 };

/** A reading whose points a function decides; null leaves the step out. */
function reader(valueAt: (at: number) => number | null, count = 100) {
  return async (query: MetricQuery): Promise<MetricReading> => {
    const step = (query.step ?? 0) * 1000;
    const points = [];
    const first = Math.ceil(Date.parse(query.from) / step) * step;
    for (let at = first; at < Date.parse(query.to); at += step) {
      const value = valueAt(at);
      if (value !== null) points.push({ at: new Date(at).toISOString(), value, count });
    }
    const measured = { value: null, count: 0 };
    const groups = [{ key: 'all', labels: {}, ...measured, previous: null, points }];
    return {
      from: query.from,
      to: query.to,
      stepSeconds: query.step ?? 0,
      total: measured,
      previous: null,
      groups,
      more: false,
    };
  };
}

async function play(document: RuleDocument, valueAt: (at: number) => number | null, count?: number) {
  if (document.signal.kind !== 'metric') throw new Error('A rule on a metric is played here.');
  const { groups } = await playedMetric(document, document.signal, range, reader(valueAt, count), 10);
  return playRule(document, groups, range.stepSeconds);
}

const minute = (at: number) => (at - from.getTime()) / 60_000;

test('counts each time it would have fired, and how long', async () => {
  const peaks = (at: number) => ([60, 65, 200].includes(minute(at)) ? 0.9 : 0);
  const { fired, bands } = await play(errorRule(), peaks);
  expect(fired).toBe(2);
  expect(bands.map((band) => [minute(Date.parse(band.from)), minute(Date.parse(band.to ?? ''))])).toEqual([
    [65, 75],
    [205, 210],
  ]);
  const waiting = await play(errorRule({ pendingSeconds: 300 }), peaks);
  expect(waiting.fired).toBe(1);
  // The first was wrong for long enough, the second was right again.
  expect(
    waiting.waits.map(({ from: a, to: b }) => [minute(Date.parse(a)), minute(Date.parse(b ?? ''))]),
  ).toEqual([
    [65, 70],
    [205, 210],
  ]);
  expect((await play(errorRule({ minCount: 101 }), peaks)).fired).toBe(0);
  expect((await play(errorRule({ keepFiringSeconds: 3 * 3600 }), peaks)).fired).toBe(1);
});

test('a gap is no data, not zero', async () => {
  const gap = (at: number) => (minute(at) >= 120 && minute(at) < 180 ? null : 0);
  expect((await play(errorRule(), gap)).fired).toBe(0);
  expect((await play(errorRule({ noData: 'alert' }), gap)).fired).toBe(1);
});

test('compares with the same hour of past weeks', async () => {
  const document = ruleDocumentSchema.parse({
    signal: {
      kind: 'metric',
      expression: { metric: 'latency', aggregation: 'p95' },
      windowSeconds: 300,
      condition: { kind: 'anomaly', direction: 'up', weeks: 3, minWeeks: 2 },
    },
    keepFiringSeconds: 0,
  });
  // Busy at 03:00 every week, which is usual; busy at 05:00 this week alone, which is not.
  const busy = (at: number) => {
    const jitter = (at / 300_000) % 3;
    const hour = new Date(at).getUTCHours();
    return (hour === 3 || (hour === 5 && at >= from.getTime()) ? 900 : 100) + jitter;
  };
  const { bands } = await play(document, busy);
  expect(bands).toHaveLength(1);
  expect(minute(Date.parse(bands[0]?.from ?? ''))).toBe(305);
});

test('burn rates over windows that reach back before the range', () => {
  const signal: BurnSignal = {
    kind: 'burn_rate',
    objective: null,
    windows: [{ burn: 10, longSeconds: 3600, shortSeconds: 300 }],
  };
  const document = ruleDocumentSchema.parse({ signal, minCount: 10, keepFiringSeconds: 0 });
  const objective = {
    id: 'o',
    name: 'Up',
    endpoint: 'e',
    kind: 'availability',
    target: 0.99,
    thresholdMs: null,
  } as const;
  const series = Array.from({ length: 84 }, (_, index) => {
    const at = new Date(from.getTime() + (index - 12) * 300_000);
    const bad = minute(at.getTime()) >= 120 && minute(at.getTime()) < 150;
    return { at, good: bad ? 50 : 100, total: 100 };
  });
  const { fired, bands } = playRule(document, [playedBurn(document, signal, objective, range, series)], 300);
  expect(fired).toBe(1);
  // 3 of 12 steps half bad are 12.5 % bad: 12.5 times the budget.
  expect(minute(Date.parse(bands[0]?.from ?? ''))).toBe(135);
  expect(minute(Date.parse(bands[0]?.to ?? ''))).toBe(155);
});
