import '../../e2e/support/test-database.ts';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Caller } from '../access/index.ts';
import { giveFeedback, type InferenceRecord, recordInference } from '../inference/index.ts';
import { feedbackInputSchema } from '../inference/schemas.ts';
import { pool, transaction } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { armResults } from './arm-results.ts';
import { dropEndedUnits } from './drop-ended-units.ts';
import { forgetUnitsIn } from './forget-units.ts';
import { queryMetrics } from './query-metrics.ts';
import { metricsQuerySchema } from './schemas.ts';

function user(role: 'admin' | 'member'): Caller & { id: string } {
  const id = newId();
  const email = `${id}@example.com`;
  return { kind: 'user', id, name: role, email, role, mustChangePassword: false, address: null };
}

const admin = user('admin');
const day = 86_400_000;

const split = (champion: number, shadowPercentage = 0) => [
  { name: 'champion', trafficPercentage: champion, shadowPercentage: 0 },
  { name: 'challenger', trafficPercentage: 100 - champion, shadowPercentage: 0 },
  { name: 'mirror', trafficPercentage: 0, shadowPercentage },
];

/** An endpoint as the tables hold it, each configuration put in force some days ago. */
async function makeEndpoint(environment: string, configs: readonly { daysAgo: number; body: unknown }[]) {
  const [id, name] = [newId(), `ep-${newId().slice(-8)}`];
  await pool().query(
    'INSERT INTO endpoint (id, name, environment, config, updated_at) VALUES ($1, $2, $3, $4, now())',
    [id, name, environment, configs.length],
  );
  for (const [index, { daysAgo, body }] of configs.entries()) {
    await pool().query(
      `INSERT INTO endpoint_config (endpoint_id, number, served_entities, created_by_name, created_at)
       VALUES ($1, $2, $3, 'test', $4)`,
      [id, index + 1, JSON.stringify(body), new Date(Date.now() - daysAgo * day)],
    );
  }
  return name;
}

interface Draw {
  unit: number;
  config: number;
  kind: 'user' | 'request';
  traffic: 'live' | 'shadow' | 'playground';
  status: InferenceRecord['status'];
  fellBack: boolean;
  cached: boolean;
  cost: bigint;
  totalMs: number;
  likeness: number | null;
  minutesAgo: number;
  thumb: 'up' | 'down' | null;
}

const draws: fc.Arbitrary<Draw> = fc.record({
  unit: fc.integer({ min: 0, max: 30 }),
  config: fc.integer({ min: 1, max: 2 }),
  kind: fc.constantFrom('user', 'user', 'request'),
  traffic: fc.constantFrom('live', 'live', 'live', 'shadow', 'playground'),
  status: fc.constantFrom('ok', 'ok', 'declined', 'stopped', 'error', 'refused'),
  fellBack: fc.boolean(),
  cached: fc.boolean(),
  cost: fc.bigInt({ min: 0n, max: 10n ** 12n }),
  totalMs: fc.double({ min: 1, max: 60_000, noNaN: true }),
  likeness: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  minutesAgo: fc.integer({ min: 0, max: 3 }),
  thumb: fc.option(fc.constantFrom('up', 'down')),
});

function toRecord(endpoint: string, draw: Draw): InferenceRecord {
  // Sticky, as the assignment is: the unit decides.
  const arm = draw.traffic === 'shadow' ? 'mirror' : draw.unit % 2 === 0 ? 'champion' : 'challenger';
  return {
    requestId: newId(),
    at: new Date(Date.now() - draw.minutesAgo * 60_000),
    status: draw.status,
    httpStatus: 200,
    source: 'api',
    traffic: draw.traffic,
    endpoint: { id: null, name: endpoint, config: draw.config },
    assigned: { entity: arm, unit: `unit-${draw.unit}`, unitKind: draw.kind },
    served: {
      entity: draw.fellBack ? 'spare' : arm,
      model: draw.fellBack ? 'spare' : 'guide',
      version: 1,
      alias: null,
      chainHash: 'ab',
      provider: 'extractive',
      providerModel: 'extractive-1',
    },
    routingRule: null,
    cache: draw.cached ? 'hit' : 'off',
    shadow: draw.traffic === 'shadow' ? { of: newId(), similarity: draw.likeness } : null,
    knowledge: null,
    requester: { kind: 'user', userId: admin.id, name: 'Ada', apiKeyId: null },
    conversationId: null,
    clientRequestId: null,
    input: [],
    question: '',
    output: '',
    citations: [],
    checks: [],
    prompt: null,
    retrieved: null,
    spans: [],
    totalMs: draw.totalMs,
    timeToFirstTokenMs: draw.totalMs / 2,
    retrieveMs: null,
    generateMs: null,
    usage: { input: 1, cachedInput: 0, cacheWrite: 0, output: 1, reasoning: 0, source: 'provider' },
    cost: draw.cost,
    error: null,
  };
}

/** A second and a third writer, as other replicas are: a module instance each, with a queue of its own. */
async function replicas(): Promise<((record: InferenceRecord) => Promise<void>)[]> {
  const writers = [recordInference];
  for (let i = 0; i < 2; i++) {
    vi.resetModules();
    writers.push((await import('../inference/index.ts')).recordInference);
  }
  return writers;
}

/** The same figures from the rows themselves. */
async function recomputed(endpoint: string, config: number, arm: string, traffic: string) {
  const result = await pool().query(
    `SELECT count(*)::int AS requests,
       count(*) FILTER (WHERE served_entity <> intended_entity)::int AS fallbacks,
       count(*) FILTER (WHERE cache = 'hit')::int AS "cacheHits",
       count(*) FILTER (WHERE status = 'error')::float / nullif(count(*) FILTER (WHERE status <> 'refused'), 0) AS errors,
       count(*) FILTER (WHERE status = 'declined')::float / nullif(count(*) FILTER (WHERE status <> 'refused'), 0) AS declined,
       (percentile_disc(0.5) WITHIN GROUP (ORDER BY total_ms) FILTER (WHERE status <> 'refused')) AS p50,
       sum(cost)::float / nullif(count(*) FILTER (WHERE status <> 'refused'), 0) AS cost,
       avg(shadow_similarity) AS agreement,
       count(f.thumb)::int AS ratings,
       avg((f.thumb = 'up')::int)::float AS satisfaction
     FROM inference i LEFT JOIN feedback f ON f.inference_id = i.id
     WHERE endpoint_name = $1 AND config_number = $2 AND intended_entity = $3 AND traffic = $4`,
    [endpoint, config, arm, traffic],
  );
  return result.rows[0];
}

function unitsOf(records: readonly InferenceRecord[], config: number, arm: string): number {
  const seen = records.filter(
    ({ traffic, endpoint, assigned }) =>
      traffic === 'live' && endpoint.config === config && assigned?.entity === arm,
  );
  const single = seen.filter(({ assigned }) => assigned?.unitKind === 'request').length;
  const sticky = seen.filter(({ assigned }) => assigned?.unitKind === 'user');
  return single + new Set(sticky.map(({ assigned }) => assigned?.unit)).size;
}

describe('results per arm', () => {
  it('equal what the rows say, with several writers at once', async () => {
    const writers = await replicas();
    await fc.assert(
      fc.asyncProperty(fc.array(draws, { minLength: 30, maxLength: 120 }), async (list) => {
        const name = await makeEndpoint('production', [
          { daysAgo: 1, body: split(60, 10) },
          { daysAgo: 0.5, body: split(50, 10) },
        ]);
        const records = list.map((draw) => toRecord(name, draw));
        await Promise.all(records.map((record, index) => writers[index % writers.length]?.(record)));
        await Promise.all(
          records.map(async ({ requestId, traffic }, index) => {
            const thumb = list[index]?.thumb;
            if (thumb && traffic === 'live')
              await giveFeedback(admin, requestId, feedbackInputSchema.parse({ thumb }));
          }),
        );
        for (const config of [1, 2]) {
          const { arms } = await armResults(admin, name, config);
          expect(arms.map(({ entity, traffic }) => `${entity} ${traffic}`)).toEqual([
            'champion live',
            'challenger live',
            'mirror shadow',
          ]);
          for (const arm of arms) {
            const { requests, fallbacks, cacheHits, ratings, ...rates } = await recomputed(
              name,
              config,
              arm.entity,
              arm.traffic,
            );
            expect(arm).toMatchObject({ requests, fallbacks, cacheHits, ratings });
            expect(arm.units).toBe(arm.traffic === 'live' ? unitsOf(records, config, arm.entity) : 0);
            expectClose(arm.errorRate?.value, rates.errors);
            expectClose(arm.declinedRate?.value, rates.declined);
            expectClose(arm.satisfaction?.value, rates.satisfaction);
            expectClose(arm.cost?.value, rates.cost);
            expectClose(arm.agreement?.value, rates.agreement);
            expectClose(arm.p50?.value, rates.p50, 0.0101);
          }
        }
      }),
      { numRuns: 8 },
    );
  });

  it('are of the configuration in force unless another is asked for', async () => {
    const name = await makeEndpoint('production', [
      { daysAgo: 2, body: split(100) },
      { daysAgo: 1, body: split(50) },
    ]);
    const now = await armResults(admin, name, undefined);
    expect(now).toMatchObject({ config: 2, to: null, confidence: 0.95 });
    expect(now.arms[0]).toMatchObject({ requests: 0, errorRate: null, p99: null, cost: null });
    expect(now.sampleRatio.status).toBe('too-early');
    const before = await armResults(admin, name, 1);
    expect(before.to).toBe(now.from);
    expect(before.arms.map(({ entity }) => entity)).toEqual(['champion']);
  });

  it('need an endpoint, a configuration and the permission', async () => {
    const name = await makeEndpoint('production', [{ daysAgo: 1, body: split(50) }]);
    await expect(armResults(admin, 'nobody', undefined)).rejects.toThrow(/endpoint "nobody" does not exist/);
    await expect(armResults(admin, name, 7)).rejects.toThrow(/Configuration 7 of the endpoint/);
    await expect(armResults(admin, name, 2 ** 40)).rejects.toThrow(/does not exist/);
    await expect(armResults(user('member'), name, undefined)).rejects.toThrow(/permission/);
  });
});

/** Both absent, or equal but for rounding. */
function expectClose(value: number | undefined, expected: number | null, tolerance = 1e-9): void {
  if (expected === null) expect(value).toBeUndefined();
  else expect(Math.abs((value ?? Number.NaN) - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected));
}

const base: Draw = {
  unit: 0,
  config: 1,
  kind: 'user',
  traffic: 'live',
  status: 'ok',
  fellBack: false,
  cached: false,
  cost: 5n,
  totalMs: 100,
  likeness: null,
  minutesAgo: 0,
  thumb: null,
};

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

describe('units', () => {
  it('are forgotten 30 days after their configuration ended, and stay counted', async () => {
    const name = await makeEndpoint('production', [
      { daysAgo: 100, body: split(50) },
      { daysAgo: 31, body: split(50) },
      { daysAgo: 29, body: split(50) },
    ]);
    for (const config of [1, 2, 3]) await recordInference(toRecord(name, { ...base, config }));
    const left = async () => {
      const result = await pool().query<{ config: number }>(
        'SELECT config_number AS config FROM arm_unit WHERE endpoint_name = $1 ORDER BY 1',
        [name],
      );
      return result.rows.map(({ config }) => config);
    };
    expect(await left()).toEqual([1, 2, 3]);
    await dropEndedUnits(new Date(), AbortSignal.timeout(60_000));
    expect(await left()).toEqual([2, 3]);
    const counted = await pool().query(
      'SELECT sum(units)::int AS units FROM metric_minute WHERE endpoint_name = $1 AND config_number = 1',
      [name],
    );
    expect(counted.rows[0]?.units).toBe(1);
  });

  it('are forgotten with their endpoint', async () => {
    const [gone, other] = await Promise.all(
      [0, 1].map(() => makeEndpoint('production', [{ daysAgo: 1, body: split(50) }])),
    );
    for (const name of [gone ?? '', other ?? '']) await recordInference(toRecord(name, base));
    await transaction((tx) => forgetUnitsIn(tx, gone ?? ''));
    const left = await pool().query('SELECT endpoint_name FROM arm_unit WHERE endpoint_name = ANY($1)', [
      [gone, other],
    ]);
    expect(left.rows).toEqual([{ endpoint_name: other }]);
  });
});
