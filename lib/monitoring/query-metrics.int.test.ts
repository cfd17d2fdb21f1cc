import '../../e2e/support/test-database.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { recordInference } from '../inference/index.ts';
import { queryMetrics } from './query-metrics.ts';
import { metricsQuerySchema } from './schemas.ts';
import { admin, base, type Draw, makeEndpoint, split, toRecord } from './test-requests.ts';

describe('metrics', () => {
  let staging = '';
  beforeAll(async () => {
    staging = await makeEndpoint('staging', [{ daysAgo: 1, body: split(50, 5) }]);
    const kinds: Partial<Draw>[] = [
      {},
      { unit: 1 },
      { unit: 1, fellBack: true },
      { traffic: 'shadow' },
      { traffic: 'playground' },
    ];
    await Promise.all(kinds.map((kind) => recordInference(toRecord(staging, { ...base, ...kind }))));
  });

  const ask = (query: Record<string, unknown>) =>
    queryMetrics(
      admin,
      metricsQuerySchema.parse({
        from: new Date(Date.now() - 3_600_000).toISOString(),
        to: new Date(Date.now() + 60_000).toISOString(),
        ...query,
      }),
    );

  it('count what was asked, neither shadows nor tries', async () => {
    expect((await ask({ endpoint: staging })).totals.requests).toBe(3);
  });

  it('group by the entity that was intended, whichever answered', async () => {
    const { groups } = await ask({ endpoint: staging, groupBy: 'arm' });
    expect(groups.map(({ key, arm, totals }) => [key, arm, totals.requests])).toEqual([
      [`${staging} / challenger`, 'challenger', 2],
      [`${staging} / champion`, 'champion', 1],
    ]);
  });

  it('may be of one environment', async () => {
    const { groups } = await ask({ environment: 'staging', groupBy: 'endpoint' });
    expect(groups.map(({ key }) => key)).toEqual([staging]);
    expect((await ask({ environment: 'development' })).totals.requests).toBe(0);
  });
});
