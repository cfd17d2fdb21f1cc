/** What the rooms of alerts and health say is wrong, in the overview's words. */
import type { Caller } from '../../access/index.ts';
import { activeAlerts, alertsBetween } from '../../alerts/index.ts';
import { checkStates } from '../../health/index.ts';
import type { ChartMark, OverviewQuery } from '../overview-schemas.ts';
import type { EndpointFilter } from './overview-store.ts';
import type { Trouble } from './problems.ts';

type Where = Pick<EndpointFilter, 'endpoint'> & { endpoints: ReadonlySet<string> };

/** Alerts and checks of these endpoints; those of no endpoint concern everybody, and are left out where one is looked at. */
function concerns({ endpoint, endpoints }: Where, of: string | null): boolean {
  if (of === null) return endpoint === undefined;
  return endpoint === undefined ? endpoints.has(of) : of === endpoint;
}

/** What fires and is not silenced; one that somebody works on is still wrong. */
export async function alertTroubles(caller: Caller, where: Where): Promise<Trouble[]> {
  const alerts = await activeAlerts(caller, where.endpoint === undefined ? {} : { endpoint: where.endpoint });
  return alerts
    .filter(({ endpoint, silenced }) => !silenced && concerns(where, endpoint))
    .map(({ id, rule, severity, summary, acknowledged }) => ({
      tone: severity === 'critical' ? 'bad' : 'warn',
      text: `${rule}: ${summary}${acknowledged === null ? '' : ` (${acknowledged.by} works on it)`}`,
      href: `/alerts?alert=${id}`,
    }));
}

export async function checkTroubles(
  caller: Caller,
  where: Where,
): Promise<{ passing: number; failing: Trouble[] }> {
  const states = (await checkStates(caller)).filter(({ endpoint }) => concerns(where, endpoint));
  const failing = states
    .filter(({ state }) => state === 'down')
    .map(({ id, name, message }) => ({
      tone: 'bad' as const,
      text: `The check “${name}” fails${message === '' ? '.' : `: ${message}`}`,
      href: `/health?check=${id}`,
    }));
  return { passing: states.filter(({ state }) => state === 'up').length, failing };
}

/** Alerts where they began to fire. */
export async function alertMarks(
  caller: Caller,
  where: Where,
  { from, to }: Pick<OverviewQuery, 'from' | 'to'>,
): Promise<ChartMark[]> {
  const alerts = await alertsBetween(caller, { from, to, endpoint: where.endpoint });
  return alerts
    .filter(({ endpoint }) => concerns(where, endpoint))
    .map(({ id, rule, severity, firedAt }) => ({
      at: firedAt,
      kind: severity === 'critical' ? 'incident' : 'alert',
      label: rule,
      href: `/alerts?alert=${id}`,
    }));
}
