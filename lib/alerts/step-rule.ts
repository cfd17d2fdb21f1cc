/** One evaluation of one rule, from the states before to the states after. Pure: what is to be written comes out. */
import { newId } from '../platform/ids.ts';
import { isGroupLabel } from './label-schemas.ts';
import type { RuleDocument } from './rule-schemas.ts';
import {
  advance,
  type Cause,
  initialState,
  isOpen,
  type MachineEvent,
  type MachineState,
  type Verdict,
} from './state-machine.ts';
import { failing, type GroupReading, missing, verdictOf } from './verdict.ts';
import { summaryOf } from './words.ts';

/** Key of what is about the rule as a whole: it cannot be evaluated, or measures nothing of anything. */
export const wholeRule = '*';

export interface Instance {
  key: string;
  machine: MachineState;
  labels: Readonly<Record<string, string>>;
  value: number | null;
  count: number;
  alertId: string | null;
  /** Milliseconds since 1970. */
  seenAt: number;
}

export type Outcome =
  | {
      kind: 'read';
      groups: readonly GroupReading[];
      /** There are groups that were not read: what is missing has not vanished. */
      more: boolean;
    }
  | { kind: 'failed'; message: string };

export interface AlertOpened {
  id: string;
  groupKey: string;
  labels: Readonly<Record<string, string>>;
  cause: Cause;
  summary: string;
  value: number | null;
  threshold: number | null;
  startedAt: number;
}

export interface AlertChanged {
  id: string;
  state: 'firing' | 'recovering' | 'resolved';
  /** What the timeline says, when something happened. */
  event: { kind: 'recovering' | 'refired' | 'turned' | 'resolved'; text: string } | null;
  /** The value while it is wrong. */
  value: number | null;
  /** What is wrong now, when that may be something else than before. */
  about?: { cause: Cause; summary: string; threshold: number | null };
}

export interface RuleStep {
  instances: Instance[];
  /** Keys that are forgotten. */
  gone: string[];
  opened: AlertOpened[];
  changed: AlertChanged[];
}

export const mostInstances = 500;
const dayMs = 86_400_000;
/** What was inactive and not seen for this long is forgotten. */
const forgottenAfterMs = dayMs;
/**
 * What was not seen for this long is taken to be gone, whatever state it was left in: its endpoint or monitor is no more. Longer
 * than a week, because some things are measured once in one.
 */
const goneAfterMs = 10 * dayMs;

export function stepRule(
  document: RuleDocument,
  before: readonly Instance[],
  outcome: Outcome,
  now: number,
): RuleStep {
  const known = new Map(before.map((instance) => [instance.key, instance]));
  const read = new Map(outcome.kind === 'read' ? outcome.groups.map((group) => [group.key, group]) : []);
  const { watched, left } = watchedKeys(known, read);
  const step: RuleStep = { instances: [], gone: left, opened: [], changed: [] };
  for (const key of watched) {
    const reading = read.get(key);
    const before = known.get(key);
    const gone = outcome.kind === 'read' && reading === undefined;
    if (gone && before !== undefined && now - before.seenAt > goneAfterMs) giveUp(step, before);
    else take(step, document, before, { key, reading, verdict: verdictIn(outcome, reading, document) }, now);
  }
  const whole = wholeVerdict(document, outcome, watched);
  if (known.has(wholeRule) || whole.kind === 'wrong') {
    take(step, document, known.get(wholeRule), { key: wholeRule, reading: undefined, verdict: whole }, now);
  }
  return step;
}

/**
 * Groups this evaluation is about. Where there are too many: what is open before what is wrong, that before what is well, and that
 * before what is no longer there; so a group that fails is not left out for one that did something yesterday.
 */
function watchedKeys(
  known: ReadonlyMap<string, Instance>,
  read: ReadonlyMap<string, GroupReading>,
): { watched: string[]; left: string[] } {
  const rank = (key: string) => {
    const instance = known.get(key);
    if (instance !== undefined && instance.alertId !== null) return 0;
    const reading = read.get(key);
    return reading === undefined ? 3 : reading.wrong === true ? 1 : 2;
  };
  const keys = [...new Set([...known.keys(), ...read.keys()])]
    .filter((key) => key !== wholeRule)
    .map((key) => ({ key, rank: rank(key) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ key }) => key);
  return {
    watched: keys.slice(0, mostInstances),
    left: keys.slice(mostInstances).filter((key) => known.has(key)),
  };
}

function giveUp(step: RuleStep, { key, alertId }: Instance): void {
  step.gone.push(key);
  if (alertId === null) return;
  const text = 'Nothing was measured of it for ten days: it is taken to be gone.';
  step.changed.push({ id: alertId, state: 'resolved', event: { kind: 'resolved', text }, value: null });
}

function verdictIn(outcome: Outcome, reading: GroupReading | undefined, document: RuleDocument): Verdict {
  if (outcome.kind === 'failed') return onFailure(document);
  return reading === undefined && outcome.more ? { kind: 'keep' } : verdictOf(reading, document);
}

/** When a rule cannot be evaluated, that is told once and not once for each group. */
function onFailure({ onError }: RuleDocument): Verdict {
  return onError === 'ok' ? { kind: 'right' } : { kind: 'keep' };
}

function wholeVerdict(document: RuleDocument, outcome: Outcome, keys: readonly string[]): Verdict {
  if (outcome.kind === 'failed') return failing(document.onError);
  return keys.length === 0 ? missing(document.noData) : { kind: 'right' };
}

interface Found {
  key: string;
  reading: GroupReading | undefined;
  verdict: Verdict;
}

function take(
  step: RuleStep,
  document: RuleDocument,
  before: Instance | undefined,
  { key, reading, verdict }: Found,
  now: number,
): void {
  const machine = before?.machine ?? initialState(now);
  const times = {
    pendingMs: document.pendingSeconds * 1000,
    keepFiringMs: document.keepFiringSeconds * 1000,
  };
  const { next, events } = advance(machine, verdict, times, now);
  const instance: Instance = {
    key,
    machine: next,
    labels: reading?.labels ?? before?.labels ?? {},
    value: reading?.value ?? null,
    count: reading?.count ?? 0,
    alertId: before?.alertId ?? null,
    seenAt: reading === undefined ? (before?.seenAt ?? now) : now,
  };
  for (const event of events) note(step, document, instance, event, reading);
  if (events.length === 0) noteValue(step, instance, reading);
  if (!isOpen(next)) instance.alertId = null;
  const idle = next.state === 'inactive' && (key === wholeRule || now - instance.seenAt > forgottenAfterMs);
  if (idle) step.gone.push(key);
  else step.instances.push(instance);
}

function note(
  step: RuleStep,
  document: RuleDocument,
  instance: Instance,
  event: MachineEvent,
  reading: GroupReading | undefined,
): void {
  const { key: groupKey, value, count, alertId } = instance;
  const threshold = reading?.threshold ?? null;
  if (event.kind === 'fired') {
    const { cause, wrongSince } = event;
    const id = newId();
    instance.alertId = id;
    step.opened.push({
      id,
      groupKey,
      labels: { ...ownLabels(document), ...instance.labels },
      cause,
      summary: summaryOf(document, { groupKey, cause, value, threshold, count }),
      value,
      threshold,
      startedAt: wrongSince,
    });
    return;
  }
  if (alertId === null || event.kind === 'pending' || event.kind === 'calmed') return;
  if (event.kind === 'refired' || event.kind === 'turned') {
    const { cause } = event;
    const summary = summaryOf(document, { groupKey, cause, value, threshold, count });
    step.changed.push({
      ...{ id: alertId, state: 'firing', value },
      event: { kind: event.kind, text: summary },
      about: { cause, summary, threshold },
    });
    return;
  }
  const saying = { groupKey, cause: 'condition' as const, value, threshold, count };
  const text = value === null ? '' : summaryOf(document, saying);
  step.changed.push({ id: alertId, state: event.kind, event: { kind: event.kind, text }, value: null });
}

/** Labels that somebody put on the rule. What groups are told apart by is theirs to say, whatever an old rule holds. */
function ownLabels({ labels }: RuleDocument): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !isGroupLabel(name)));
}

function noteValue(step: RuleStep, { alertId, machine }: Instance, reading: GroupReading | undefined): void {
  if (alertId === null || machine.state !== 'firing' || reading?.value == null) return;
  step.changed.push({ id: alertId, state: 'firing', event: null, value: reading.value });
}

/**
 * The value for the small chart: of several groups the one that is worst off, which is furthest on the wrong side of its limit or
 * nearest to it. Null when none rests on enough.
 */
export function tellingValue(groups: readonly GroupReading[], { signal }: RuleDocument): number | null {
  const lowIsBad =
    signal.kind === 'metric' &&
    (signal.condition.kind === 'below' ||
      ('direction' in signal.condition && signal.condition.direction === 'down'));
  const judged = groups.flatMap(({ value, wrong, threshold }) =>
    value === null || wrong === null ? [] : [{ value, wrong, beyond: value - (threshold ?? 0) }],
  );
  const failing = judged.filter(({ wrong }) => wrong);
  const [worst] = (failing.length > 0 ? failing : judged).sort((a, b) =>
    lowIsBad ? a.beyond - b.beyond : b.beyond - a.beyond,
  );
  return worst?.value ?? null;
}
