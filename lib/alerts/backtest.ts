/** A rule played over history: the same judgements and the same state machine as in earnest. Pure. */
import type { Backtest } from './backtest-schemas.ts';
import type { RuleDocument } from './rule-schemas.ts';
import { advance, initialState } from './state-machine.ts';
import { type GroupReading, verdictOf } from './verdict.ts';
import { summaryOf } from './words.ts';

export interface PlayedPoint {
  /** Start of the step. */
  at: Date;
  reading: GroupReading | undefined;
}

export interface PlayedGroup {
  key: string;
  points: readonly PlayedPoint[];
}

const shownGroups = 10;
const shownBands = 200;

/**
 * Each step is one evaluation, at its end. A step stands for all that lies within it, so waiting shorter than a step is no
 * waiting.
 */
export function playRule(
  document: RuleDocument,
  groups: readonly PlayedGroup[],
  stepSeconds: number,
): Pick<Backtest, 'fired' | 'bands' | 'waits' | 'groups'> {
  const times = {
    pendingMs: document.pendingSeconds < stepSeconds ? 0 : document.pendingSeconds * 1000,
    keepFiringMs: document.keepFiringSeconds * 1000,
  };
  const played = groups.map((group) => ({ ...group, ...playGroup(document, group, times, stepSeconds) }));
  const bands = inOrder(played.flatMap(({ bands: own }) => own));
  const shown = [...played].sort((a, b) => b.bands.length - a.bands.length).slice(0, shownGroups);
  return {
    fired: bands.length,
    bands: bands.slice(0, shownBands),
    waits: inOrder(shown.flatMap(({ waits }) => waits)).slice(0, shownBands),
    groups: shown.map(({ key, points, bands: own }) => ({
      key,
      fired: own.length,
      points: points.flatMap(({ at, reading }) =>
        reading === undefined
          ? []
          : [{ at: at.toISOString(), value: reading.value, threshold: reading.threshold }],
      ),
    })),
  };
}

function inOrder<Band extends { from: string }>(bands: readonly Band[]): Band[] {
  return [...bands].sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
}

function playGroup(
  document: RuleDocument,
  { key, points }: PlayedGroup,
  times: { pendingMs: number; keepFiringMs: number },
  stepSeconds: number,
): Pick<Backtest, 'bands' | 'waits'> {
  const bands: Backtest['bands'] = [];
  const waits: Backtest['waits'] = [];
  let machine = initialState(points[0]?.at.getTime() ?? 0);
  for (const { at, reading } of points) {
    const now = at.getTime() + stepSeconds * 1000;
    const { next, events } = advance(machine, verdictOf(reading, document), times, now);
    const when = new Date(now).toISOString();
    if (machine.state === 'pending' && next.state !== 'pending') endLast(waits, when);
    if (next.state === 'pending' && machine.state !== 'pending')
      waits.push({ group: key, from: when, to: null });
    machine = next;
    for (const event of events) {
      if (event.kind === 'fired') {
        const { value = null, threshold = null, count = 0 } = reading ?? {};
        const summary = summaryOf(document, { groupKey: key, cause: event.cause, value, threshold, count });
        bands.push({ group: key, from: when, to: null, summary });
      }
      if (event.kind === 'resolved') endLast(bands, when);
    }
  }
  return { bands, waits };
}

function endLast(bands: { to: string | null }[], at: string): void {
  const last = bands.at(-1);
  if (last !== undefined) last.to = at;
}
