/** Processes that share one allowance in a world whose true time is known, and steps that happen to them. */
import fc from 'fast-check';
import type { LeaseAsk } from './lease-contract.ts';
import { NotLeased } from './lease-contract.ts';
import { LeaseModel } from './lease-model.ts';
import { type Hold, Leases, type Taken } from './leases.ts';

export const lengthMs = 1000;

/** The world: one database and what really happened, by the true time. */
export class World {
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

export type Link = 'up' | 'refuses' | 'loses-replies';

export class Process {
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

export type Step =
  | { do: 'take'; process: number; cost: number; times: number }
  | { do: 'settle'; process: number; share: number }
  | { do: 'beat'; process: number }
  | { do: 'die'; process: number }
  | { do: 'link'; process: number; link: Link }
  | { do: 'pass'; ms: number };

const process_ = fc.nat(2);
export const step: fc.Arbitrary<Step> = fc.oneof(
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

export const delays = fc.array(fc.oneof(fc.nat(3), fc.nat(40)), { minLength: 1, maxLength: 8 });

export async function run(world: World, steps: readonly Step[], final: boolean): Promise<Process[]> {
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
export function perWindow(world: World): number[] {
  const sums = new Map<number, number>();
  for (const { at, cost } of world.admitted) {
    const window = Math.floor((1_000_000 + at) / lengthMs);
    sums.set(window, (sums.get(window) ?? 0) + cost);
  }
  return [...sums.values()];
}
