import '../../../e2e/support/test-database.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reachOf, systemCaller } from '../../access/index.ts';
import { pool } from '../../platform/db.ts';
import type { GaugeSample } from '../metric-schemas.ts';
import { type MetricQuery, metricQuerySchema } from '../schemas.ts';
import { dropOldGauges } from './drop-old-gauges.ts';
import { readGaugeMetric } from './read-gauge-metric.ts';
import { rebuildGaugeDay } from './rebuild-gauge-day.ts';
import { rollGauges } from './roll-gauges.ts';
import { emptyGauges, GaugeModel, wrongPeriods } from './test-gauges.ts';
import { writeGauges } from './write-gauges.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const begin = Date.parse('2026-03-10T00:00:00Z');
const everything = { reach: reachOf(systemCaller('test'), 'dashboards.read'), system: true };

/** Few moments, so that values are written again; some lie at the very ends of hours and days. */
const minutesAgo = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 30 }).map((n) => n * 7) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 40 }).map((n) => n * 180) },
  { weight: 1, arbitrary: fc.constantFrom(1440, 1439, 2880, 60 * 24 * 36, 60 * 24 * 95) },
);
const sample = fc.record({
  metric: fc.constantFrom('custom' as const, 'drifting' as const),
  endpoint: fc.constantFrom('', 'a', 'b'),
  subject: fc.constantFrom('x', 'y'),
  minutesAgo,
  value: fc.integer({ min: -1000, max: 1000 }),
});
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('write' as const), samples: fc.array(sample, { maxLength: 6 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('roll' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      minutes: fc.constantFrom(11, 65, 1500, 130_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('purge' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('rebuild' as const), daysAgo: fc.constantFrom(0, 1, 2, 36) }),
  },
);
const question = fc.record({
  aggregation: fc.constantFrom('mean' as const, 'min' as const, 'max' as const, 'last' as const),
  groupBy: fc.constantFrom(undefined, 'endpoint' as const, 'subject' as const),
  endpoint: fc.constantFrom(undefined, 'a'),
  compare: fc.constantFrom(undefined, 'previous' as const),
  step: fc.constantFrom(undefined, 0, 300, 3600, 86_400, 604_800),
  minutes: fc.constantFrom(45, 60 * 30, 60 * 24 * 9, 60 * 24 * 120),
  minutesAgo: fc.constantFrom(0, 100, 60 * 24 * 2 + 17),
});

it('figures are those of the single values, whatever is written, rewritten, rolled up, rebuilt and purged', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, question), { minLength: 3, maxLength: 12 }), async (script) => {
      let now = begin + 10 * 60 * minuteMs;
      await emptyGauges(new Date(begin - dayMs));
      const model = new GaugeModel();
      for (const [action, { minutes, minutesAgo, ...asked }] of script) {
        if (action.do === 'wait') now += action.minutes * minuteMs;
        if (action.do === 'roll') await rollGauges(new Date(now));
        if (action.do === 'purge') model.purge(await purged(now));
        if (action.do === 'rebuild')
          await rebuildGaugeDay(new Date(Math.floor(now / dayMs) * dayMs - action.daysAgo * dayMs));
        if (action.do === 'write') {
          const samples = action.samples.map(
            ({ minutesAgo, ...one }): GaugeSample => ({ ...one, at: new Date(now - minutesAgo * minuteMs) }),
          );
          await writeGauges(samples);
          model.write(samples);
        }
        const to = now - minutesAgo * minuteMs;
        const query: MetricQuery = metricQuerySchema.parse({
          ...asked,
          metric: 'custom',
          from: new Date(to - minutes * minuteMs).toISOString(),
          to: new Date(to).toISOString(),
        });
        const reading = await readGaugeMetric(query, everything, new Date(now));
        expect(reading).toEqual(model.read(query, reading));
      }
      expect(await wrongPeriods()).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

/** Answers since when values are kept. */
async function purged(now: number): Promise<Date> {
  await dropOldGauges(new Date(now));
  const { rows } = await pool().query<{ since: Date }>('SELECT raw_since AS since FROM metric_gauge_state');
  return rows[0]?.since ?? new Date(0);
}
