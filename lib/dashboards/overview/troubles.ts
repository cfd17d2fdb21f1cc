/** What the rooms of alerts and health say is wrong, in the overview's words. */
import type { Caller } from '../../access/index.ts';
import type { ChartMark, OverviewQuery } from '../overview-schemas.ts';
import type { Trouble } from './problems.ts';

type Where = Pick<OverviewQuery, 'endpoint' | 'environment'>;

export async function alertTroubles(_caller: Caller, _where: Where): Promise<Trouble[]> {
  return [];
}

export async function checkTroubles(
  _caller: Caller,
  _where: Where,
): Promise<{ passing: number; failing: Trouble[] }> {
  return { passing: 0, failing: [] };
}

export async function alertMarks(_caller: Caller, _query: OverviewQuery): Promise<ChartMark[]> {
  return [];
}
