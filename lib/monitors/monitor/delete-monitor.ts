import type { Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { lockMonitor, removeMonitor, transaction } from './monitor-store.ts';
import { requireMonitor } from './require-monitor.ts';

/** With all its windows. Throws `not_found`, or `conflict` for an endpoint's own monitor, which is turned off instead. */
export async function deleteMonitor(caller: Caller, id: string): Promise<void> {
  await requireMonitor(caller, id, 'monitors.write');
  await transaction(async (tx) => {
    const row = await lockMonitor(tx, id);
    if (row === null) throw notFound('This monitor');
    if (row.isDefault) {
      throw new AppError(
        'conflict',
        'Every endpoint keeps its own monitor. Turn it off instead of deleting it.',
      );
    }
    await removeMonitor(tx, id);
    await recordAudit(tx, caller, {
      action: 'monitor.deleted',
      subject: { kind: 'monitor', id, name: `${row.endpointName}: ${row.name}` },
      before: { columns: row.columns, schedule: row.schedule },
    });
  });
}
