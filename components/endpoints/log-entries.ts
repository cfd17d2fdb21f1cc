/**
 * The history of an endpoint as a log of decisions: its configurations, the moves that changed what they mean, and the
 * rollouts that were planned.
 */
import type { EndpointDetail } from '#lib/serving/schemas.ts';
import { describeEntities, diffEntities } from './entity-diff.ts';

export interface LogEntry {
  /** Stable: `config 4`, `schedule …`, or the move's time and way. */
  key: string;
  /** What happened, in a few words: "Configuration 4". */
  title: string;
  /** What changed, one sentence each. */
  changes: string[];
  actor: string;
  /** ISO 8601. */
  at: string;
  reason: string;
  ticket: string;
  /** Number of the configuration it made; null for a move or a plan. */
  config: number | null;
}

type Source = Pick<EndpointDetail, 'history' | 'moves' | 'schedules' | 'createdAt'>;

/** Newest first; at the same moment a configuration stands above the move it follows. */
export function logEntries({ history, moves, schedules, createdAt }: Source): LogEntry[] {
  const entries = [
    ...history.map((entry) => configEntry(entry, history, schedules, createdAt)),
    ...moves.map(moveEntry),
    ...schedules.map(planEntry),
  ];
  return entries.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function configEntry(
  entry: EndpointDetail['history'][number],
  history: EndpointDetail['history'],
  schedules: EndpointDetail['schedules'],
  createdAt: string,
): LogEntry {
  const before = history.find(({ number }) => number === entry.number - 1);
  // The history shows the latest configurations only, so the oldest one shown may not be the first.
  const first = before === undefined && Date.parse(entry.createdAt) - Date.parse(createdAt) < 60_000;
  const changes = before
    ? diffEntities(before.servedEntities, entry.servedEntities)
    : describeEntities(entry.servedEntities);
  return {
    key: `config ${entry.number}`,
    title: first ? 'Endpoint created' : titleOf(entry, schedules),
    changes: changes.length === 0 ? ['Served what it served before'] : changes,
    actor: entry.createdBy,
    at: entry.createdAt,
    reason: entry.reason,
    ticket: entry.ticket,
    config: entry.number,
  };
}

function titleOf(
  { number, rolledBackTo }: EndpointDetail['history'][number],
  schedules: EndpointDetail['schedules'],
): string {
  if (rolledBackTo !== null) return `Went back to configuration ${rolledBackTo}`;
  for (const { steps } of schedules) {
    const step = steps.findIndex(({ config }) => config === number);
    if (step >= 0) return `Step ${step + 1} of ${steps.length} of a schedule`;
  }
  return 'Traffic changed';
}

function planEntry(schedule: EndpointDetail['schedules'][number]): LogEntry {
  const { id, steps, state, message, createdBy, createdAt, reason, ticket } = schedule;
  const done = steps.filter(({ config }) => config !== null).length;
  const ended = state === 'running' || state === 'done' ? '' : `, ${state}`;
  return {
    key: `schedule ${id}`,
    title: 'Rollout planned',
    changes: [
      `${steps.length} ${steps.length === 1 ? 'step' : 'steps'}, ${done} done${ended}`,
      ...(message === '' ? [] : [message]),
    ],
    actor: createdBy,
    at: createdAt,
    reason,
    ticket,
    config: null,
  };
}

function moveEntry(move: EndpointDetail['moves'][number]): LogEntry {
  const { via, model, fromVersion, toVersion, entities } = move;
  const where = entities.length === 0 ? '' : ` (served as ${entities.join(', ')})`;
  return {
    key: `move ${move.at} ${model}${via}`,
    title: `${model}${via} moved`,
    changes: [`${via} moved from ${versionText(fromVersion)} to ${versionText(toVersion)}${where}`],
    actor: move.actor,
    at: move.at,
    reason: move.reason,
    ticket: move.ticket,
    config: null,
  };
}

function versionText(version: number | null): string {
  return version === null ? 'nothing' : `version ${version}`;
}

/** When a configuration was in force: from its making until the next one's; `until` null while it still is. */
export function timeInForce(
  history: EndpointDetail['history'],
  config: number,
): { from: string; until: string | null } | null {
  const entry = history.find(({ number }) => number === config);
  if (entry === undefined) return null;
  return {
    from: entry.createdAt,
    until: history.find(({ number }) => number === config + 1)?.createdAt ?? null,
  };
}
