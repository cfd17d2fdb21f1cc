import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { enqueue } from '../jobs/index.ts';
import { notFound } from '../platform/errors.ts';
import { exportLogJob } from './jobs.ts';
import { lockExport, markAllStale, transaction } from './store.ts';

/** Runs an export now, up to this moment; with `all`, every file is written again. Throws `not_found`. */
export async function requestExportRun(caller: Caller, id: string, { all }: { all: boolean }): Promise<void> {
  assertMay(caller, 'telemetry.write');
  await transaction(async (tx) => {
    const row = await lockExport(tx, id);
    if (row === null) throw notFound('This export');
    if (all) await markAllStale(tx, id);
    await enqueue(tx, exportLogJob, { exportId: id, cause: 'request' }, { key: id });
    await recordAudit(tx, caller, {
      action: 'log-export.requested',
      subject: { kind: 'log-export', id, name: row.name },
      after: { all },
    });
  });
}
