/** What the rooms of alerts and health say is wrong, in the overview's words. */
import type { Caller } from '../../access/index.ts';
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

export async function alertTroubles(_caller: Caller, _where: Where): Promise<Trouble[]> {
  return [];
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

export async function alertMarks(_caller: Caller, _query: OverviewQuery): Promise<ChartMark[]> {
  return [];
}
