import type { Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { enqueue } from '../../jobs/index.ts';
import { runMonitorJob } from '../jobs.ts';
import { transaction } from './monitor-store.ts';
import { requireMonitor } from './require-monitor.ts';

/** Computes what is due now, and the newest window again. The work is done when its windows say so. */
export async function askRun(caller: Caller, id: string): Promise<void> {
  const { endpointName, name } = await requireMonitor(caller, id, 'monitors.write');
  await transaction(async (tx) => {
    await enqueue(tx, runMonitorJob, { monitorId: id, again: true }, { key: `${id} again` });
    await recordAudit(tx, caller, {
      action: 'monitor.run-asked',
      subject: { kind: 'monitor', id, name: `${endpointName}: ${name}` },
    });
  });
}
