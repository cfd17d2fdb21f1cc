import { describe, expect, it } from 'vitest';
import type { MetricExpression, MetricGroup, MetricReading } from '#lib/monitoring/schemas.ts';
import { metricData, mostLines, oneLine, percentileLines } from './metric-lines.ts';

const expression: MetricExpression = { metric: 'latency', aggregation: 'p95', traffic: 'live' };
const from = '2026-11-21T10:00:00.000Z';

function group(
  key: string,
  values: readonly (number | null)[],
  labels: MetricGroup['labels'] = {},
): MetricGroup {
  return {
    key,
    labels,
    value: values[0] ?? null,
    count: 1,
    previous: null,
    points: values.map((value, minute) => ({
      at: new Date(Date.parse(from) + minute * 60_000).toISOString(),
      value,
      count: 1,
    })),
  };
}

function reading(groups: MetricGroup[], more = false): MetricReading {
  const to = '2026-11-21T11:00:00.000Z';
  return { from, to, stepSeconds: 60, total: { value: 1, count: 1 }, previous: null, groups, more };
}

describe('metricData', () => {
  it('puts several metrics of one moment side by side', () => {
    const lines = percentileLines(expression);
    const data = metricData(lines, [reading([group('all', [9])]), reading([group('all', [5])]), null]);
    expect(data.series.map(({ key, label, color }) => [key, label, color])).toEqual([
      ['p99', 'P99', 'var(--p99)'],
      ['p95', 'P95', 'var(--p95)'],
    ]);
    expect(data.points).toEqual([{ at: from, values: { p99: 9, p95: 5 } }]);
  });

  it('shows P95 alone of several groups', () => {
    expect(percentileLines({ ...expression, groupBy: 'arm' }).map(({ key }) => key)).toEqual(['p95']);
  });

  it('gives each group its colour and the rows that are its own', () => {
    const grouped = { ...expression, endpoint: 'guide', groupBy: 'version' as const };
    const groups = [group('guide v2', [3], { model: 'guide', version: 2 }), group('guide v1', [4])];
    const data = metricData(oneLine(grouped), [reading(groups)], (key) => `color of ${key}`);
    expect(data.series[0]).toMatchObject({ label: 'guide v2', color: 'color of guide v2' });
    expect(data.series[0]?.expression).toEqual({
      ...expression,
      endpoint: 'guide',
      model: 'guide',
      version: 2,
    });
    expect(data.points[0]?.values).toEqual({ 'latency guide v2': 3, 'latency guide v1': 4 });
  });

  it('gives no two groups one colour, even if the page would', () => {
    const many = Array.from({ length: mostLines }, (_, index) => group(`e${index}`, [1]));
    const data = metricData(
      oneLine({ ...expression, groupBy: 'endpoint' }),
      [reading(many)],
      () => 'var(--chart-3)',
    );
    expect(new Set(data.series.map(({ color }) => color)).size).toBe(mostLines);
    expect(data.series[0]?.color).toBe('var(--chart-3)');
  });

  it('keeps a gap a gap', () => {
    const data = metricData(oneLine(expression), [reading([group('all', [1, null])])]);
    expect(data.points[1]?.values).toEqual({ latency: null });
  });

  it('draws as many groups as can be told apart, and says how many are left', () => {
    const many = Array.from({ length: 200 }, (_, index) => group(`e${index}`, [1]));
    const data = metricData(oneLine({ ...expression, groupBy: 'endpoint' }), [reading(many, true)]);
    expect(data.series).toHaveLength(mostLines);
    expect(data).toMatchObject({ left: 200 - mostLines, more: true });
  });

  it('draws the highest of a gauge, whose samples are as many of each', () => {
    const queues = Array.from({ length: 50 }, (_, index) => group(`q${index}`, [index === 37 ? 900 : 0]));
    const lines = oneLine({ metric: 'queue_depth', aggregation: 'max', traffic: 'live', groupBy: 'subject' });
    const data = metricData(lines, [reading(queues)]);
    expect(data.series.map(({ label }) => label)).toContain('q37');
    expect(data.left).toBe(50 - mostLines);
  });

  it('has nothing of an empty period', () => {
    expect(metricData(oneLine(expression), [reading([])])).toMatchObject({ series: [], points: [] });
  });
});
