/** What one process knows of rate limits: the rules in force, and its slices. */
import { performance } from 'node:perf_hooks';
import { onChange } from '../../platform/events.ts';
import { onShutdown } from '../../platform/lifecycle.ts';
import { log } from '../../platform/log.ts';
import { leaseRates } from './lease-store.ts';
import { Leases } from './leases.ts';
import { recalledBucket } from './recall.ts';
import { indexRules, type RuleIndex } from './rule-index.ts';
import { enabledRates } from './rule-store.ts';

/** The key of announced changes of rules, under the topic `limits`. */
export const ratesKey = 'rates';

/** How often slices that are not needed go back, so how long they may be missed elsewhere. */
export const beatMs = 250;
const retryMs = 500;

interface RateState {
  leases: Leases;
  rules: RuleIndex | null;
  /** Limits by rule, to see which changed. */
  limits: ReadonlyMap<string, number>;
  loading: Promise<RuleIndex> | undefined;
  listening: Promise<unknown> | undefined;
  /** Counts announced changes: a load that began before the last one is not the last word. */
  changes: number;
  timer: NodeJS.Timeout | undefined;
}

// The fast door and Next hold separate copies of this module in one process; a slice is of the process.
const registryKey = Symbol.for('slipway.rate-limits');
const registry = globalThis as { [registryKey]?: RateState };

function state(): RateState {
  registry[registryKey] ??= {
    leases: new Leases({
      lease: leaseRates,
      now: () => performance.now(),
      soon: setImmediate,
      later: setTimeout,
    }),
    rules: null,
    limits: new Map(),
    loading: undefined,
    listening: undefined,
    changes: 0,
    timer: undefined,
  };
  return registry[registryKey];
}

/** At once when they are known. Rejects only while they were never read: without them nobody can be let in. */
export function currentRules(): RuleIndex | Promise<RuleIndex> {
  return state().rules ?? reloadRules();
}

/** Reads the rules anew, for whoever changed them and asks before the announcement comes back. */
export async function reloadRules(): Promise<RuleIndex> {
  const known = state();
  known.changes += 1;
  known.loading ??= load(known).finally(() => {
    known.loading = undefined;
  });
  return known.loading;
}

async function load(known: RateState): Promise<RuleIndex> {
  known.listening ??= onChange((change) => {
    if (change === null || (change.topic === 'limits' && change.key === ratesKey)) refresh();
    else if (change.topic === 'limits' && !change.own) giveBack(known, change.key);
  }).catch((error: unknown) => {
    known.listening = undefined;
    throw error;
  });
  await known.listening;
  for (;;) {
    const { changes } = known;
    const rules = await enabledRates();
    if (changes !== known.changes) continue;
    const limits = new Map(rules.map(({ id, limit }) => [id, limit]));
    for (const [id, limit] of known.limits) if (limits.get(id) !== limit) known.leases.forget(id);
    known.limits = limits;
    known.rules = indexRules(rules);
    return known.rules;
  }
}

function giveBack({ leases }: RateState, key: string): void {
  const recalled = recalledBucket(key);
  if (recalled !== null) leases.recall(recalled.rule, recalled.subject);
}

/** The rules known so far stay in force until the new ones are read, however long the database is away. */
function refresh(): void {
  reloadRules().catch((error: unknown) => {
    log.warn('rate limits could not be read again, the last known ones stay in force', { error });
    setTimeout(refresh, retryMs).unref();
  });
}

/** The slices of this process, kept up as long as there are any. */
export function leases(): Leases {
  const known = state();
  if (known.timer === undefined) {
    const timer = setInterval(() => void beat(known, timer), beatMs);
    known.timer = timer.unref();
    onShutdown('rate limits', () => known.leases.returnAll());
  }
  return known.leases;
}

async function beat(known: RateState, timer: NodeJS.Timeout): Promise<void> {
  const wasCutOff = known.leases.cutOffSince !== null;
  await known.leases.beat();
  const isCutOff = known.leases.cutOffSince !== null;
  if (isCutOff && !wasCutOff)
    log.warn('rate limits: PostgreSQL does not answer, keeping to the slices at hand');
  if (!isCutOff && wasCutOff) log.info('rate limits: PostgreSQL answers again');
  if (registry[registryKey] !== known) clearInterval(timer);
}

export interface RateHealth {
  /** `cut-off`: PostgreSQL does not answer; requests are let in as far as this process's slices go. */
  status: 'ok' | 'cut-off';
  /** For how long, in milliseconds. */
  cutOffForMs: number;
}

export function rateHealth(): RateHealth {
  const since = state().leases.cutOffSince;
  return since === null
    ? { status: 'ok', cutOffForMs: 0 }
    : { status: 'cut-off', cutOffForMs: performance.now() - since };
}
