/** Several processes that share one allowance, with deaths, cuts and jumping clocks. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { delays, lengthMs, Process, perWindow, run, type Step, step, World } from './test-processes.ts';

describe('three processes', () => {
  test('never let in more requests than the limit, and lose nothing for longer than a window', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 400 }),
        fc.array(step, { maxLength: 60 }),
        delays,
        async (limit, steps, delays) => {
          const world = new World(limit);
          world.delays = delays;
          const [survivor] = await run(world, steps, true);
          for (const sum of perWindow(world)) expect(sum).toBeLessThanOrEqual(limit);
          if (survivor === undefined) return;
          survivor.link = 'up';
          world.delays = [0];
          world.pass(lengthMs * 2);
          world.admitted = [];
          const asked = await Promise.all(Array.from({ length: limit + 3 }, () => survivor.take()));
          expect(asked.filter(({ kind }) => kind === 'taken')).toHaveLength(limit);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('never let in more tokens than the limit when estimates are not exceeded', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 5, max: 600 }),
        fc.array(step, { maxLength: 60 }),
        delays,
        async (limit, steps, delays) => {
          const world = new World(limit);
          world.delays = delays;
          const settled = await runCounting(world, steps);
          for (const [, sum] of settled) expect(sum).toBeLessThanOrEqual(limit);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('never let in more requests than the limit while windows begin that they have slices of', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 8, max: 600 }),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 3, maxLength: 3 }),
        delays,
        async (limit, pauses, delays) => {
          const world = new World(limit);
          world.delays = delays;
          const processes = pauses.map(() => new Process(world, true));
          let ahead = 0;
          for (let ms = 0; ms < 4 * lengthMs; ms++) {
            for (const [index, one] of processes.entries()) {
              // By turns a quiet window and one in which more is wanted than there is.
              const quiet = Math.floor((ms + 20) / lengthMs) % 2 === 0;
              if (!quiet || ms % (pauses[index] ?? 1) === 0) await one.take();
              if (ms % 250 === index) await one.leases.beat();
            }
            for (const { nextTaken } of world.model.windows.values()) ahead = Math.max(ahead, nextTaken);
            world.pass(1);
          }
          for (const sum of perWindow(world)) expect(sum).toBeLessThanOrEqual(limit);
          expect(ahead).toBeLessThanOrEqual(limit);
          if (limit > 100) expect(ahead).toBeGreaterThan(0);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('get no second allowance from a clock that jumps', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: -30_000, max: 30_000 }), { minLength: 1, maxLength: 6 }),
        async (limit, jumps) => {
          const world = new World(limit);
          world.pass(1);
          const one = new Process(world, true);
          await Promise.all(Array.from({ length: limit + 2 }, () => one.take()));
          expect(world.admitted).toHaveLength(limit);
          for (const ms of jumps) {
            world.model.clock += ms;
            world.pass(50);
            await Promise.all(Array.from({ length: limit + 2 }, () => one.take()));
          }
          expect(world.admitted).toHaveLength(limit);
        },
      ),
    );
  });
});

/** What counts after settling, in the windows it was taken in. */
async function runCounting(world: World, steps: readonly Step[]): Promise<Map<number, number>> {
  const spent = new Map<number, number>();
  const processes = await run(
    world,
    steps.filter(({ do: what }) => what !== 'settle'),
    false,
  );
  for (const { at, cost } of world.admitted) {
    const window = Math.floor((1_000_000 + at) / lengthMs);
    spent.set(window, (spent.get(window) ?? 0) + cost);
  }
  expect(processes).toHaveLength(3);
  return spent;
}
