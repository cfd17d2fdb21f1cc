/** What one and two processes do with an allowance, step by step. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { delays, lengthMs, Process, World } from './test-processes.ts';

describe('one process', () => {
  test('asks the database a few times for 200 calls at once', async () => {
    const world = new World(150);
    const one = new Process(world, true);
    const all = await Promise.all(Array.from({ length: 200 }, () => one.take()));
    expect(all.filter(({ kind }) => kind === 'taken')).toHaveLength(150);
    expect(world.statements).toBeLessThanOrEqual(3);
  });

  test('never waits in a steady stream, also when windows begin', async () => {
    const world = new World(2000);
    world.delays = [4, 9, 2];
    const one = new Process(world, true);
    const bucket = one.leases.bucket('rule', 'subject', 2000);
    const waited: number[] = [];
    for (let ms = 0; ms < 6 * lengthMs; ms += 5) {
      const taken = one.leases.take([{ bucket, cost: 1, final: true }]);
      if (taken instanceof Promise) waited.push(world.time);
      expect((await taken).kind).toBe('taken');
      if (ms % 250 === 0) await one.leases.beat();
      // Statements that nobody waits for go on.
      await new Promise((resolve) => setImmediate(resolve));
      world.pass(5);
    }
    // The first half second shows how many will come.
    expect(waited.filter((at) => at > 500)).toEqual([]);
  });

  test('loses about a second of its demand when it dies, never two, of this window and of the next, and later nothing', async () => {
    const perSecond = 200;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 600, max: 2900 }), delays, async (diesAt, delays) => {
        const world = new World(20_000);
        const one = new Process(world, true);
        world.delays = delays;
        let beatAt = 0;
        while (world.time < diesAt) {
          await one.take();
          if (world.time >= beatAt) {
            beatAt = world.time + 250;
            await one.leases.beat();
          }
          world.pass(1000 / perSecond);
        }
        // What it had sent before is delivered.
        one.link = 'refuses';
        for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setImmediate(resolve));
        const [window] = world.model.windows.values();
        const begun = (window?.number ?? 0) * lengthMs - 1_000_000;
        const used = world.admitted.filter(({ at }) => at >= begun).length;
        // Messages that cross may leave it a second slice beside the first.
        expect((window?.taken ?? 0) - used).toBeLessThanOrEqual(2 * perSecond);
        expect(window?.nextTaken).toBeLessThanOrEqual(2 * perSecond);
        world.delays = [0];
        world.pass(2 * lengthMs);
        const two = new Process(world, true);
        await two.take(20_000);
        expect(world.admitted.at(-1)?.cost).toBe(20_000);
      }),
      { numRuns: 40 },
    );
  });

  test('refuses from memory while nothing is left', async () => {
    const world = new World(1);
    const one = new Process(world, true);
    expect((await one.take()).kind).toBe('taken');
    expect((await one.take()).kind).toBe('refused');
    const { statements } = world;
    for (let i = 0; i < 100; i++) expect(await one.take()).toMatchObject({ kind: 'refused', why: 'limit' });
    expect(world.statements).toBe(statements);
  });

  test('gives back what it does not need, so that another may have it', async () => {
    const world = new World(100);
    const [one, two] = [new Process(world, true), new Process(world, true)];
    for (let i = 0; i < 20; i++) await one.take();
    await one.leases.beat();
    world.pass(250);
    await one.leases.beat();
    const all = await Promise.all(Array.from({ length: 90 }, () => two.take()));
    expect(all.filter(({ kind }) => kind === 'taken')).toHaveLength(80);
  });

  test('keeps to its slice without the database, and says so', async () => {
    const world = new World(1000);
    const one = new Process(world, true);
    await Promise.all(Array.from({ length: 40 }, () => one.take()));
    await one.take();
    await one.leases.beat();
    one.link = 'refuses';
    const all = await Promise.all(Array.from({ length: 500 }, () => one.take()));
    const taken = all.filter(({ kind }) => kind === 'taken').length;
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(200);
    expect(all.at(-1)).toMatchObject({ kind: 'refused', why: 'cut-off' });
    expect(one.leases.cutOffSince).not.toBeNull();
    one.link = 'up';
    world.pass(500);
    expect((await one.take()).kind).toBe('taken');
    expect(one.leases.cutOffSince).toBeNull();
  });

  test('takes all or nothing', async () => {
    const world = new World(3);
    const one = new Process(world, true);
    const wide = one.leases.bucket('wide', 'subject', 3);
    const narrow = one.leases.bucket('narrow', 'subject', 3);
    const both = [
      { bucket: wide, cost: 1, final: true },
      { bucket: narrow, cost: 2, final: true },
    ];
    expect((await one.leases.take(both)).kind).toBe('taken');
    expect(await one.leases.take(both)).toMatchObject({ kind: 'refused', by: { bucket: narrow } });
    const rest = [{ bucket: wide, cost: 2, final: true }];
    expect((await one.leases.take(rest)).kind).toBe('taken');
  });

  test('what an answer cost beyond its estimate comes off the next windows', async () => {
    const world = new World(100);
    const one = new Process(world, false);
    await one.take(100);
    const [hold] = one.holds;
    if (hold === undefined) throw new Error('nothing was taken');
    one.leases.settle(hold, 250);
    await one.leases.beat();
    world.pass(lengthMs);
    expect((await one.take(1)).kind).toBe('refused');
    world.pass(lengthMs);
    expect((await one.take(51)).kind).toBe('refused');
    expect((await one.take(50)).kind).toBe('taken');
  });
});

describe('two processes, of which one has a slice to spare', () => {
  async function withSlice(world: World): Promise<[Process, Process]> {
    const [one, two] = [new Process(world, true), new Process(world, true)];
    await Promise.all(Array.from({ length: 40 }, () => one.take()));
    await one.take();
    await one.leases.beat();
    return [one, two];
  }
  const takeAll = (process: Process) => Promise.all(Array.from({ length: 500 }, () => process.take()));

  test('what one has and does not use is there for the other at once', async () => {
    const world = new World(2);
    const [one, two] = [new Process(world, false), new Process(world, true)];
    await one.take(2);
    const [hold] = one.holds;
    if (hold === undefined) throw new Error('nothing was taken');
    one.leases.settle(hold, 1);
    expect((await two.take()).kind).toBe('taken');
    expect((await two.take()).kind).toBe('refused');
  });

  test('who waits for another is refused soon when that one uses all it has', async () => {
    const world = new World(2);
    const [one, two] = [new Process(world, false), new Process(world, true)];
    await one.take(2);
    expect(await two.take()).toMatchObject({ kind: 'refused', why: 'limit' });
    expect(world.time).toBeLessThanOrEqual(200);
  });

  test('a slice ends with its window', async () => {
    const world = new World(400);
    const [one, two] = await withSlice(world);
    world.pass(lengthMs + 1);
    world.admitted = [];
    await takeAll(two);
    await takeAll(one);
    expect(world.admitted).toHaveLength(400);
  });

  test('what was given back is not used, although the answer to that was lost', async () => {
    const world = new World(400);
    const [one, two] = await withSlice(world);
    one.link = 'loses-replies';
    world.pass(250);
    await one.leases.beat();
    world.pass(250);
    await one.leases.beat();
    await takeAll(one);
    await takeAll(two);
    expect(world.admitted.length).toBeLessThanOrEqual(400);
  });
});
