import '../../../e2e/support/test-database.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { keyOf, userCaller } from '../../../e2e/support/callers.ts';
import type { Caller } from '../../access/index.ts';
import { queryMetric } from '../query-metric.ts';
import { readMetric } from '../read-metric.ts';
import { metricQuerySchema } from '../schemas.ts';
import { admin, makeEndpoint, split, user } from '../test-requests.ts';
import { writeGauges } from './write-gauges.ts';

const minute = 60_000;
const now = Date.now();
const ask = (query: Record<string, unknown>) =>
  metricQuerySchema.parse({
    from: new Date(now - 60 * minute).toISOString(),
    to: new Date(now + minute).toISOString(),
    ...query,
  });

describe('gauges of two endpoints and of none, called the same', () => {
  const gauge = { metric: 'health_up', subject: 'answers in time' } as const;
  let [staging, production] = ['', ''];
  beforeAll(async () => {
    staging = await makeEndpoint('staging', [{ daysAgo: 1, body: split(50) }]);
    production = await makeEndpoint('production', [{ daysAgo: 1, body: split(50) }]);
    await writeGauges([
      { ...gauge, endpoint: production, at: new Date(now - 3 * minute), value: 1 },
      { ...gauge, endpoint: production, at: new Date(now - 2 * minute), value: 0 },
      { ...gauge, endpoint: staging, at: new Date(now - minute), value: 1 },
      { ...gauge, endpoint: '', at: new Date(now - minute), value: 1 },
    ]);
  });
  const bySubject = (more: Record<string, unknown> = {}) =>
    ask({ metric: 'health_up', aggregation: 'mean', groupBy: 'subject', step: 60, ...more });
  const endpointsFor = async (caller: Caller, more: Record<string, unknown> = {}) =>
    (await queryMetric(caller, bySubject(more))).groups.map(({ labels }) => labels.endpoint ?? '').sort();

  it('are groups of their own, with the endpoint in their labels', async () => {
    const { groups, total } = await readMetric(bySubject({ compare: 'previous' }));
    expect(groups[0]).toMatchObject({
      key: `${production} › answers in time`,
      labels: { endpoint: production, subject: 'answers in time' },
      value: 0.5,
      count: 2,
      previous: { value: null, count: 0 },
    });
    expect(groups[0]?.points.map(({ value }) => value)).toEqual([1, 0]);
    const keys = groups.map(({ key }) => key);
    expect(keys.toSorted()).toEqual(
      [`${production} › answers in time`, `${staging} › answers in time`, 'answers in time'].sort(),
    );
    const none = groups.find(({ key }) => key === 'answers in time');
    expect(none?.labels).toEqual({ subject: 'answers in time' });
    expect(none?.points).toHaveLength(1);
    expect(total).toEqual({ value: 3 / 4, count: 4 });
  });

  it('are grouped by endpoint, those of none together', async () => {
    const { groups } = await readMetric(bySubject({ groupBy: 'endpoint' }));
    expect(groups.map(({ key, labels }) => [key, labels])).toContainEqual(['(none)', {}]);
    expect(groups.map(({ labels }) => labels.endpoint ?? '').sort()).toEqual(
      ['', production, staging].sort(),
    );
  });

  it('of an environment are those of its endpoints', async () => {
    expect(await endpointsFor(admin, { environment: 'staging' })).toEqual([staging]);
    expect(await endpointsFor(admin, { environment: 'production' })).toEqual([production]);
  });

  it('are seen by who reaches them', async () => {
    const all = ['', production, staging].sort();
    const inStaging = userCaller('data-scientist', { scope: { kind: 'environment', name: 'staging' } });
    const ofOne = userCaller('data-scientist', { scope: { kind: 'endpoint', name: production } });
    const reads = ['dashboards.read'] as const;
    const seen: [string, Caller, string[]][] = [
      ['an owner', admin, all],
      ['an engineer', user('mlops-engineer'), all],
      ['a stakeholder', user('stakeholder'), [production, staging].sort()],
      ['a team of one environment', inStaging, [staging]],
      ['a team of one endpoint', ofOne, [production]],
      ['a key of one endpoint', keyOf('owner', reads, [staging]), [staging]],
      [
        'a key of one endpoint and of processes',
        keyOf('owner', [...reads, 'telemetry.read'], [staging]),
        ['', staging],
      ],
    ];
    for (const [who, caller, expected] of seen) {
      expect(await endpointsFor(caller), who).toEqual(expected);
      const { total } = await queryMetric(caller, bySubject());
      expect(total.count, who).toBe(expected.length + (expected.includes(production) ? 1 : 0));
    }
    expect(await endpointsFor(inStaging, { endpoint: production })).toEqual([]);
    expect(await endpointsFor(inStaging, { environment: 'production' })).toEqual([]);
    expect(await endpointsFor(ofOne, { endpoint: '' })).toEqual([]);
  });
});

it('may be called anything, as what a scraped server says', async () => {
  const sample = { metric: 'scraped', endpoint: '', at: new Date(now - minute), value: 1 } as const;
  const subjects = ['a\u0000b', `${'x'.repeat(299)}\u{1F600}`, '\ud800', '__proto__', '', 'a › b'];
  await writeGauges(subjects.map((subject) => ({ ...sample, subject })));
  await writeGauges([{ ...sample, subject: 'huge', value: 1e300 }]);
  const { groups } = await readMetric(ask({ metric: 'scraped', aggregation: 'last', groupBy: 'subject' }));
  expect(groups).toHaveLength(subjects.length);
});
