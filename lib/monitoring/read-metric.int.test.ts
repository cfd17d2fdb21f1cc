import '../../e2e/support/test-database.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { type InferenceRecord, recordInference } from '../inference/index.ts';
import { pgTransaction } from '../platform/db.ts';
import { countFeedback } from './count-feedback.ts';
import { writeGauges } from './gauges/write-gauges.ts';
import { queryMetric } from './query-metric.ts';
import { readMetric } from './read-metric.ts';
import { moveLive } from './rollups/move-live.ts';
import { metricQuerySchema } from './schemas.ts';
import { admin, base, type Draw, makeEndpoint, split, toRecord, user } from './test-requests.ts';

const minute = 60_000;
const ask = (query: Record<string, unknown>) =>
  metricQuerySchema.parse({
    from: new Date(Date.now() - 60 * minute).toISOString(),
    to: new Date(Date.now() + minute).toISOString(),
    ...query,
  });

describe('a metric', () => {
  let name = '';
  const draws: [Partial<Draw>, Partial<InferenceRecord>][] = [
    [
      { totalMs: 100, cost: 10n },
      { question: 'How do I roll back?', output: 'So.' },
    ],
    [{ totalMs: 300, cost: 30n, unit: 1 }, { question: '¿Cómo vuelvo atrás?' }],
    [{ status: 'error', totalMs: 50, minutesAgo: 20 }, { error: { code: 'timeout', message: '' } }],
    [{ status: 'refused', totalMs: 1 }, { error: { code: 'quota', message: '' } }],
    [{ traffic: 'shadow', totalMs: 9999 }, {}],
  ];
  beforeAll(async () => {
    name = await makeEndpoint('production', [{ daysAgo: 1, body: split(50) }]);
    for (const [draw, changes] of draws)
      await recordInference({ ...toRecord(name, { ...base, ...draw }), ...changes });
  });

  const total = async (query: Record<string, unknown>) =>
    (await readMetric(ask({ endpoint: name, ...query }))).total;

  it.each([
    [
      { metric: 'requests', aggregation: 'sum' },
      { value: 4, count: 4 },
    ],
    [
      { metric: 'errors', aggregation: 'sum' },
      { value: 1, count: 4 },
    ],
    [
      { metric: 'error_rate', aggregation: 'value' },
      { value: 1 / 3, count: 3 },
    ],
    [
      { metric: 'refused_rate', aggregation: 'value' },
      { value: 1 / 4, count: 4 },
    ],
    [
      { metric: 'cost', aggregation: 'sum' },
      { value: 50, count: 4 },
    ],
    [
      { metric: 'satisfaction', aggregation: 'value' },
      { value: null, count: 0 },
    ],
    [
      { metric: 'latency', aggregation: 'mean' },
      { value: 150, count: 3 },
    ],
    [
      { metric: 'latency', aggregation: 'share_at_most', threshold: 200 },
      { value: 2 / 3, count: 3 },
    ],
    [
      { metric: 'errors_by_kind', aggregation: 'sum' },
      { value: 2, count: 2 },
    ],
    [
      { metric: 'errors_by_kind', aggregation: 'share', subject: 'quota' },
      { value: 0.5, count: 1 },
    ],
    [
      { metric: 'languages', aggregation: 'sum', subject: 'es' },
      { value: 1, count: 1 },
    ],
  ])('%o is %o, moved into the levels or not', async (query, expected) => {
    expect(await total(query)).toEqual(expected);
    await moveLive();
    expect(await total(query)).toEqual(expected);
  });

  it('is read in steps and groups, with the range before', async () => {
    const reading = await readMetric(
      ask({
        endpoint: name,
        metric: 'requests',
        aggregation: 'sum',
        groupBy: 'arm',
        step: 60,
        compare: 'previous',
      }),
    );
    expect(reading.groups.map(({ key, value, labels }) => [key, value, labels.arm])).toEqual([
      [`${name} / champion`, 3, 'champion'],
      [`${name} / challenger`, 1, 'challenger'],
    ]);
    expect(reading.groups[0]?.points.map(({ value }) => value)).toEqual([1, 2]);
    expect(reading.groups[0]?.previous).toEqual({ value: 0, count: 0 });
    expect(reading).toMatchObject({
      stepSeconds: 60,
      total: { value: 4 },
      previous: { value: 0 },
      more: false,
    });
  });

  it('of kinds says nothing of those that were taken back', async () => {
    const series = {
      configNumber: 1,
      arm: 'champion',
      traffic: 'live',
      modelName: 'guide',
      modelVersion: 1,
    } as const;
    const answer = { ...series, endpointName: name, at: new Date() };
    const rating = (...reasons: string[]) => ({ thumb: null, stars: null, reasons });
    await pgTransaction((client) => countFeedback(client, answer, null, rating('wrong', 'slow')));
    await pgTransaction((client) => countFeedback(client, answer, rating('wrong', 'slow'), rating('slow')));
    const query = ask({ endpoint: name, metric: 'feedback_reasons', aggregation: 'sum', groupBy: 'subject' });
    const read = async () => (await readMetric(query)).groups.map(({ key, value }) => [key, value]);
    expect(await read()).toEqual([['slow', 1]]);
    await moveLive();
    expect(await read()).toEqual([['slow', 1]]);
  });

  it('is a percentile within 1 %', async () => {
    const { value } = await total({ metric: 'latency', aggregation: 'p50' });
    expect(Math.abs((value ?? 0) - 100)).toBeLessThanOrEqual(1);
  });

  it('is nothing to who reaches no such endpoint', async () => {
    const { total, groups } = await queryMetric(
      user('stakeholder'),
      ask({ metric: 'requests', aggregation: 'sum', endpoint: name, groupBy: 'endpoint' }),
    );
    expect(total.value).toBe(4);
    expect(groups).toHaveLength(1);
    await expect(
      queryMetric(user('end-user'), ask({ metric: 'requests', aggregation: 'sum' })),
    ).rejects.toThrow(/permission/);
  });

  it('of an empty time is a gap, but no requests are zero requests', async () => {
    const empty = { from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z', endpoint: name };
    const latency = await readMetric(ask({ metric: 'latency', aggregation: 'p95', ...empty }));
    expect(latency).toMatchObject({ total: { value: null, count: 0 }, groups: [] });
    const requests = await readMetric(ask({ metric: 'requests', aggregation: 'sum', ...empty }));
    expect(requests.total).toEqual({ value: 0, count: 0 });
  });
});

describe('a gauge', () => {
  it('is read by subject, by those who may', async () => {
    const at = (minutesAgo: number) => new Date(Date.now() - minutesAgo * minute);
    const gauge = { metric: 'queue_depth', endpoint: '' } as const;
    await writeGauges([
      { ...gauge, subject: 'a', at: at(3), value: 1 },
      { ...gauge, subject: 'a', at: at(2), value: 5 },
      { ...gauge, subject: 'b', at: at(1), value: 3 },
      { ...gauge, subject: 'b', at: at(1), value: Number.NaN },
    ]);
    const query = ask({ metric: 'queue_depth', aggregation: 'last', groupBy: 'subject', step: 60 });
    const reading = await queryMetric(admin, query);
    expect(reading.groups.map(({ key, value, count }) => [key, value, count])).toEqual([
      ['a', 5, 2],
      ['b', 3, 1],
    ]);
    expect(reading.total).toEqual({ value: 3, count: 3 });
    expect(reading.groups[0]?.points.map(({ value }) => value)).toEqual([1, 5]);
    expect((await queryMetric(user('stakeholder'), query)).groups).toEqual([]);
    await expect(queryMetric(admin, { ...query, groupBy: 'arm' })).rejects.toThrow(/grouped by endpoint/);
  });

  it('takes no counts', async () => {
    const sample = { endpoint: '', subject: '', at: new Date(), value: 1 };
    await expect(writeGauges([{ metric: 'requests', ...sample }])).rejects.toThrow(/no gauge/);
  });
});
