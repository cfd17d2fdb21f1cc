import { expect, it } from 'vitest';
import { aggregationsOf, describeMetric, metricNames } from '#lib/monitoring/schemas.ts';
import { dollarUnit, metricLabel, unitOf } from './metric-units.ts';

it('writes every metric in every way it can be read', () => {
  for (const metric of metricNames) {
    for (const aggregation of aggregationsOf[describeMetric(metric).kind]) {
      const { name, format, tick } = unitOf(metric, aggregation);
      for (const value of [0, 0.001, 0.5, 1, 1234567.89]) {
        expect(format(value)).toMatch(/\d/);
        expect((tick ?? format)(value)).toMatch(/\d/);
      }
      expect(name).not.toBe('');
      expect(metricLabel(metric, aggregation, 0.5)).toContain(describeMetric(metric).label);
    }
  }
});

it('writes money, shares and rates as people do', () => {
  expect(unitOf('cost', 'sum').format(4_200_000)).toBe('$0.0042');
  expect(unitOf('latency', 'share_at_most').format(0.987)).toBe('98.7 %');
  expect(unitOf('requests', 'rate').format(0.5)).toBe('0.5/s');
  expect(metricLabel('latency', 'p95')).toBe('Latency P95');
  expect(metricLabel('latency', 'share_at_most', 2000)).toBe('Latency, share within 2 s');
});

it('rounds no tick of a share away', () => {
  const { tick, format } = unitOf('error_rate', 'value');
  expect([0.025, 0.05, 0.075].map(tick ?? format)).toEqual(['2.5 %', '5 %', '7.5 %']);
});

it('keeps the ticks of an axis short', () => {
  const { tick = String } = unitOf('latency', 'p95');
  expect([0, 250, 1500, 150_000, 5_400_000].map(tick)).toEqual([
    '0 ms',
    '250 ms',
    '1.5 s',
    '2.5 min',
    '1.5 h',
  ]);
});

it('writes dollars as people do, however many', () => {
  expect([0, 0.0042, 1.5, 1234, 25_000].map(dollarUnit.format)).toEqual([
    '$0',
    '$0.0042',
    '$1.50',
    '$1,234',
    '$25,000',
  ]);
});

it('does not promise whole numbers of a mean, nor at most one of cores', () => {
  expect(unitOf('requests_in_flight', 'mean').scale).toBeUndefined();
  expect(unitOf('queue_depth', 'max').scale).toBe('whole');
  expect(unitOf('process_cpu', 'mean').scale).toBeUndefined();
});
