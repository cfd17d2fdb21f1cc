/** What everybody may read without signing in: put together at most every few seconds, however many ask. */
import { systemCaller } from '../access/index.ts';
import { checkStates } from './check-states.ts';
import { presentNotice } from './present-notice.ts';
import {
  type CheckState,
  type PublicState,
  type PublicStatus,
  publicStatusSchema,
  type StatusSettings,
} from './schemas.ts';
import { type EndpointRuns, noticesSince, readSettings, runsByDay } from './status-store.ts';
import { uptimeOf } from './uptime.ts';

export const publicForMs = 15_000;
const days = 90;
const dayMs = 24 * 3_600_000;
const incidentDays = 14;
const mostIncidents = 20;

let kept: { until: number; status: Promise<PublicStatus | null> } | undefined;

/** After a change, so that whoever made it sees it at once; other processes follow within seconds. */
export function forgetPublicStatus(): void {
  kept = undefined;
}

/** Null when there is no status page. */
export function publicStatus(): Promise<PublicStatus | null> {
  const now = performance.now();
  if (kept !== undefined && kept.until > now) return kept.status;
  const next = { until: now + publicForMs, status: readPublicStatus() };
  kept = next;
  next.status.catch(() => {
    if (kept === next) kept = undefined;
  });
  return next.status;
}

async function readPublicStatus(): Promise<PublicStatus | null> {
  const settings = await readSettings();
  if (!settings.enabled) return null;
  const now = new Date();
  const endpoints = settings.entries.map(({ endpoint }) => endpoint);
  const [checks, runs, notices] = await Promise.all([
    checkStates(systemCaller('status page')),
    runsByDay(endpoints, days),
    noticesSince(new Date(now.getTime() - incidentDays * dayMs), mostIncidents),
  ]);
  const entries = entriesOf(settings, checks, runs, now);
  return publicStatusSchema.parse({
    title: settings.title,
    intro: settings.intro,
    state: overall(
      entries.map(({ state }) => state),
      notices.some(({ resolvedAt }) => resolvedAt === null),
    ),
    at: now.toISOString(),
    entries,
    incidents: notices.map(presentNotice).map(({ id: _, ...notice }) => notice),
  });
}

function entriesOf(
  { entries }: StatusSettings,
  checks: readonly CheckState[],
  runs: readonly EndpointRuns[],
  now: Date,
): PublicStatus['entries'] {
  return entries.map(({ endpoint, publicName }) => {
    const own = runs.filter((run) => run.endpoint === endpoint);
    const byDay = new Map(own.map((run) => [run.day, run]));
    return {
      name: publicName,
      state: stateOf(checks.filter((check) => check.endpoint === endpoint)),
      uptime: uptimeOf(own),
      days: Array.from({ length: days }, (_, index) => {
        const day = new Date(now.getTime() - (days - 1 - index) * dayMs).toISOString().slice(0, 10);
        const counted = byDay.get(day);
        return { day, share: counted === undefined ? null : uptimeOf([counted]) };
      }),
    };
  });
}

/** Down when nothing asked is answered well, degraded when some of it is not. */
function stateOf(checks: readonly CheckState[]): PublicState {
  const known = checks.filter(({ state }) => state !== 'unknown');
  const down = known.filter(({ state }) => state === 'down').length;
  if (known.length === 0) return 'unknown';
  if (down === 0) return 'operational';
  return down === known.length ? 'down' : 'degraded';
}

/** Well only when all of it is known to be, and nobody tells of an incident that goes on. */
function overall(states: readonly PublicState[], incident: boolean): PublicState {
  const known = states.filter((state) => state !== 'unknown');
  if (known.length > 0 && known.every((state) => state === 'down')) return 'down';
  if (incident || known.some((state) => state !== 'operational')) return 'degraded';
  return known.length > 0 && known.length === states.length ? 'operational' : 'unknown';
}
