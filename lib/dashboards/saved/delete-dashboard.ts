import type { Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { lockOwn } from './own-dashboard.ts';
import { auditSubjectOf, auditViewOf } from './present.ts';
import { removeDashboard, transaction } from './saved-store.ts';

export async function deleteDashboard(caller: Caller, id: string): Promise<void> {
  await transaction(async (tx) => {
    const row = await lockOwn(tx, caller, id);
    await removeDashboard(tx, id);
    await recordAudit(tx, caller, {
      action: 'dashboard.deleted',
      subject: auditSubjectOf(row),
      before: auditViewOf(row),
    });
  });
}
