import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { notFound } from '../platform/errors.ts';
import { auditViewOf } from './present.ts';
import { lockExport, removeExport, transaction } from './store.ts';

/** Ends an export. Its files stay where they are, and no erasure reaches them from then on. Throws `not_found`. */
export async function deleteLogExport(caller: Caller, id: string): Promise<void> {
  assertMay(caller, 'telemetry.write');
  await transaction(async (tx) => {
    const row = await lockExport(tx, id);
    if (row === null) throw notFound('This export');
    await removeExport(tx, id);
    await recordAudit(tx, caller, {
      action: 'log-export.deleted',
      subject: { kind: 'log-export', id, name: row.name },
      before: auditViewOf(row),
    });
  });
}
