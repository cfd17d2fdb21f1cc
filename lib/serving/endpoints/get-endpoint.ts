import type { Caller } from '../../access/index.ts';
import type { EndpointDetail } from '../schemas.ts';
import { assertMayAtEndpoint } from './assert-at-endpoint.ts';
import { endpointMoves } from './endpoint-moves.ts';
import { configHistory, configOf, findEndpoint, prisma } from './endpoint-store.ts';
import { presentConfig, presentEndpoint, presentSchedule } from './present-endpoint.ts';
import { schedulesOf } from './schedule-store.ts';

/**
 * An endpoint with everything that ever changed what it serves: its configurations, the moves of aliases and stages it
 * followed meanwhile, and planned splits. Throws `not_found`.
 */
export async function getEndpoint(caller: Caller, name: string): Promise<EndpointDetail> {
  await assertMayAtEndpoint(caller, 'endpoints.read', name);
  const endpoint = await findEndpoint(prisma(), name);
  const [config, history, schedules] = await Promise.all([
    configOf(prisma(), endpoint),
    configHistory(endpoint.id),
    schedulesOf(endpoint.id),
  ]);
  const [summary, moves] = await Promise.all([presentEndpoint(endpoint, config), endpointMoves(history)]);
  return {
    ...summary,
    history: history.map(presentConfig),
    moves,
    schedules: schedules.map(presentSchedule),
  };
}
