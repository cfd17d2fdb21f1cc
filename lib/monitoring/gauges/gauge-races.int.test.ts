import '../../../e2e/support/test-database.ts';
import { expect, it } from 'vitest';
import { killedAfter } from '../../../e2e/support/killed-processes.ts';
import { reachOf, systemCaller } from '../../access/index.ts';
import { metricQuerySchema } from '../schemas.ts';
import { readGaugeMetric } from './read-gauge-metric.ts';
import { rebuildGaugeDay } from './rebuild-gauge-day.ts';
import { rollGauges } from './roll-gauges.ts';
import { emptyGauges, wrongPeriods } from './test-gauges.ts';
import { writeGauges } from './write-gauges.ts';

const hourMs = 3_600_000;
const begin = Date.parse('2026-03-10T00:00:00Z');
const hours = 60;
const everything = { reach: reachOf(systemCaller('test'), 'dashboards.read'), system: true };

/** Rolls up hour after hour in a process of its own that dies at once after so many. */
const rollerKilledAfter = (done: number) => killedAfter(done, 'gauge-roller-process.ts', [String(begin)]);

async function counted(): Promise<number> {
  const range = { from: new Date(begin).toISOString(), to: new Date(begin + hours * hourMs).toISOString() };
  const query = metricQuerySchema.parse({ metric: 'custom', aggregation: 'mean', step: 0, ...range });
  return (await readGaugeMetric(query, everything, new Date(begin + hours * hourMs))).total.count;
}

it('writers everywhere, rollers that are killed, two at once, and a rebuild leave levels that are exact', {
  timeout: 60_000,
}, async () => {
  await emptyGauges(new Date(begin));
  let under = true;
  let turns = 0;
  const moments = new Set<number>();
  const write = async (writer: number) => {
    while (under) {
      turns += 1;
      // Before, at and behind where the levels end; none is written so often that a later write mends what one before missed.
      const at = [0, 1].map((n) => begin + ((turns * 37 + n * 61) % (hours * 60)) * (hourMs / 60));
      for (const one of at) moments.add(one);
      await writeGauges(
        at.map((one) => ({
          metric: 'custom',
          endpoint: '',
          subject: 's',
          at: new Date(one),
          value: turns + writer,
        })),
      );
    }
  };
  const read = async () => {
    let before = 0;
    while (under) {
      const now = await counted();
      expect(now).toBeGreaterThanOrEqual(before);
      before = now;
    }
  };
  const rebuild = async () => {
    while (under) await rebuildGaugeDay(new Date(begin + 24 * hourMs));
  };
  const working = Promise.all([write(0), write(1), write(2), read(), rebuild()]);
  for (const lines of [5, 40]) await Promise.all([rollerKilledAfter(lines), rollerKilledAfter(lines + 7)]);
  under = false;
  await working;
  expect(await wrongPeriods()).toEqual([]);
  expect(await counted()).toBe(moments.size);
  await Promise.all([
    rollGauges(new Date(begin + hours * hourMs)),
    rollGauges(new Date(begin + hours * hourMs)),
  ]);
  expect(await wrongPeriods()).toEqual([]);
  expect(await counted()).toBe(moments.size);
});

it('writers of one hour that is over wait for each other', async () => {
  await emptyGauges(new Date(begin + hourMs));
  for (let round = 0; round < 10; round++) {
    const write = (minute: number) => {
      const at = new Date(begin + (round * 5 + minute) * 60_000);
      return writeGauges([{ metric: 'custom', endpoint: '', subject: 's', at, value: 1 }]);
    };
    await Promise.all([0, 1, 2, 3, 4].map(write));
    expect(await wrongPeriods()).toEqual([]);
  }
  expect(await counted()).toBe(50);
});
