import type { Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { TrafficSchedule } from '../schemas.ts';
import { assertMayAtEndpoint } from './assert-at-endpoint.ts';
import { lockEndpoint, transaction } from './endpoint-store.ts';
import { presentSchedule } from './present-endpoint.ts';
import { changeSchedule, findScheduleOf } from './schedule-store.ts';

/** Drops the steps that have not been made; the configuration in force stays. Throws `not_found`, or `conflict` when it ended. */
export async function cancelSchedule(caller: Caller, name: string, id: string): Promise<TrafficSchedule> {
  await assertMayAtEndpoint(caller, 'endpoints.write', name);
  const row = await transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, name);
    const schedule = await findScheduleOf(tx, endpoint.id, id);
    if (schedule.state !== 'running') {
      throw new AppError('conflict', `This plan is ${schedule.state} already; there is nothing to cancel.`, {
        reason: 'schedule_ended',
      });
    }
    await recordAudit(tx, caller, {
      action: 'endpoint.split-plan-cancelled',
      subject: { kind: 'endpoint', id: endpoint.id, name },
      before: { scheduleId: id },
    });
    return changeSchedule(tx, id, {
      state: 'cancelled',
      dueAt: null,
      message: `${caller.name} cancelled it.`,
    });
  });
  return presentSchedule(row);
}
