import type { Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Monitor, SaveMonitor } from '../monitor-schemas.ts';
import { nextRun } from '../schedule/read-schedule.ts';
import { assertColumns } from './assert-columns.ts';
import { nameTaken } from './create-monitor.ts';
import { getMonitor } from './get-monitor.ts';
import { changeMonitor, isUniqueViolation, lockMonitor, removeRuns, transaction } from './monitor-store.ts';
import { settingsOf } from './present-monitor.ts';
import { requireMonitor } from './require-monitor.ts';

/**
 * Windows that were computed stay as they are, unless they are of another length or zone than those to come: these go, and are
 * computed anew at once. Throws `not_found`, `invalid`, and `conflict` when the name is taken or the
 * monitor is not as `expectedUpdatedAt` says.
 */
export async function updateMonitor(
  caller: Caller,
  id: string,
  { expectedUpdatedAt, ...input }: SaveMonitor,
): Promise<Monitor> {
  const { endpointName } = await requireMonitor(caller, id, 'monitors.write');
  await assertColumns(endpointName, input.columns);
  try {
    await transaction(async (tx) => {
      const before = await lockMonitor(tx, id);
      if (before === null) throw notFound('This monitor');
      if (expectedUpdatedAt !== undefined && before.updatedAt.getTime() !== Date.parse(expectedUpdatedAt)) {
        throw new AppError('conflict', 'Somebody changed this monitor meanwhile. Reload it and save again.', {
          reason: 'changed',
        });
      }
      if (before.isDefault && input.name !== before.name) {
        throw new AppError(
          'conflict',
          'The name of an endpoint’s own monitor stays. Make another monitor instead.',
        );
      }
      const recut = input.granularity !== before.granularity || input.timeZone !== before.timeZone;
      if (recut) await removeRuns(tx, id);
      const next = recut ? new Date() : nextRun(input.schedule, input.timeZone, new Date());
      await changeMonitor(tx, id, { ...input, nextRunAt: input.enabled ? next : null });
      await recordAudit(tx, caller, {
        action: 'monitor.updated',
        subject: { kind: 'monitor', id, name: `${endpointName}: ${input.name}` },
        before: {
          name: before.name,
          enabled: before.enabled,
          schedule: before.schedule,
          ...settingsOf(before),
        },
        after: input,
      });
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw nameTaken(endpointName, input.name);
    throw error;
  }
  return getMonitor(caller, id);
}
