import '../../e2e/support/test-database.ts';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { giveFeedback, type InferenceRecord, recordInference } from '../inference/index.ts';
import { feedbackInputSchema } from '../inference/schemas.ts';
import { pool } from '../platform/db.ts';
import { armResults } from './arm-results.ts';
import { admin, type Draw, makeEndpoint, split, toRecord, user } from './test-requests.ts';

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
       (percentile_cont(0.5) WITHIN GROUP (ORDER BY total_ms) FILTER (WHERE status <> 'refused')) AS p50,
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
    await expect(armResults(user('app-team'), name, undefined)).rejects.toThrow(/permission/);
  });
});

/** Both absent, or equal but for rounding. */
function expectClose(value: number | undefined, expected: number | null, tolerance = 1e-9): void {
  if (expected === null) expect(value).toBeUndefined();
  else expect(Math.abs((value ?? Number.NaN) - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected));
}
