/** Several processes that share one allowance, with deaths, cuts and jumping clocks. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LeaseAsk } from './lease-contract.ts';
import { NotLeased } from './lease-contract.ts';
import { LeaseModel } from './lease-model.ts';
import { type Hold, Leases, type Taken } from './leases.ts';

const lengthMs = 1000;

/** The world: one database and what really happened, by the true time. */
class World {
  time = 0;
  readonly model: LeaseModel;
  admitted: { at: number; cost: number }[] = [];
  statements = 0;
  /** How long asks and answers are on their way, in turn. */
  delays: readonly number[] = [0];
  readonly processes: Process[] = [];
  #sent = 0;

  constructor(limit: number) {
    this.model = new LeaseModel({ clock: 1_000_000, limit, lengthMs });
  }

  pass(ms: number): void {
    this.time += ms;
    this.model.clock += ms;
  }

  /** A message is on its way; what was decided before it was sent has happened by then. */
  async deliver(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.pass(this.delays[this.#sent++ % this.delays.length] ?? 0);
  }
}

type Link = 'up' | 'refuses' | 'loses-replies';

class Process {
  readonly world: World;
  readonly leases: Leases;
  readonly final: boolean;
  link: Link = 'up';
  holds: Hold[] = [];

  constructor(world: World, final: boolean) {
    this.world = world;
    this.final = final;
    this.leases = new Leases({
      lease: (asks) => this.#lease(asks),
      now: () => world.time,
      soon: (run) => queueMicrotask(run),
      later: (run, ms) => {
        setImmediate(() => {
          world.pass(ms);
          run();
        });
      },
    });
    world.processes.push(this);
  }

  async #lease(asks: readonly LeaseAsk[]) {
    this.world.statements += 1;
    if (this.link === 'refuses') throw new NotLeased('refused');
    await this.world.deliver();
    const replies = asks.map((ask) => this.world.model.lease(ask));
    for (const { recalled, rule, subject } of replies) {
      if (recalled) for (const other of this.world.processes) other.recall(rule, subject);
    }
    await this.world.deliver();
    if (this.link === 'loses-replies') throw new Error('connection lost');
    return replies;
  }

  recall(rule: string, subject: string): void {
    if (this.link !== 'refuses') this.leases.recall(rule, subject);
  }

  async take(cost = 1): Promise<Taken> {
    const bucket = this.leases.bucket('rule', 'subject', this.world.model.limit);
    const taken = await this.leases.take([{ bucket, cost, final: this.final }]);
    if (taken.kind === 'taken') {
      this.world.admitted.push({ at: this.world.time, cost });
      this.holds.push(...taken.holds);
    }
    return taken;
  }
}

type Step =
  | { do: 'take'; process: number; cost: number; times: number }
  | { do: 'settle'; process: number; share: number }
  | { do: 'beat'; process: number }
  | { do: 'die'; process: number }
  | { do: 'link'; process: number; link: Link }
  | { do: 'pass'; ms: number };

const process_ = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('take' as const),
      process: process_,
      cost: fc.integer({ min: 1, max: 5 }),
      times: fc.integer({ min: 1, max: 60 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      process: process_,
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('beat' as const), process: process_ }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('die' as const), process: process_ }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('link' as const),
      process: process_,
      link: fc.constantFrom<Link>('up', 'up', 'refuses', 'loses-replies'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 400 }) }),
  },
);

const delays = fc.array(fc.oneof(fc.nat(3), fc.nat(40)), { minLength: 1, maxLength: 8 });

async function run(world: World, steps: readonly Step[], final: boolean): Promise<Process[]> {
  const processes = Array.from({ length: 3 }, () => new Process(world, final));
  for (const step of steps) {
    if (step.do === 'pass') world.pass(step.ms);
    else {
      const actor = processes[step.process];
      if (actor === undefined) continue;
      if (step.do === 'take') {
        await Promise.all(Array.from({ length: step.times }, () => actor.take(final ? 1 : step.cost)));
      } else if (step.do === 'settle') {
        const hold = actor.holds.shift();
        if (hold !== undefined)
          actor.leases.settle(hold, final ? hold.cost : Math.floor(hold.cost * step.share));
      } else if (step.do === 'beat') await actor.leases.beat();
      else if (step.do === 'die') {
        world.processes.splice(world.processes.indexOf(actor), 1);
        processes[step.process] = new Process(world, final);
      } else actor.link = step.link;
    }
  }
  return processes;
}

/** Units admitted in each window of the true time. */
function perWindow(world: World): number[] {
  const sums = new Map<number, number>();
  for (const { at, cost } of world.admitted) {
    const window = Math.floor((1_000_000 + at) / lengthMs);
    sums.set(window, (sums.get(window) ?? 0) + cost);
  }
  return [...sums.values()];
}

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
