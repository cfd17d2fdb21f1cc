import type { Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { newId } from '../../platform/ids.ts';
import { assertRoom, dashboardOwner } from './own-dashboard.ts';
import { auditSubjectOf, auditViewOf, presentDashboard } from './present.ts';
import { insertDashboard, namesOf, transaction } from './saved-store.ts';
import type { Dashboard, DashboardInput } from './schemas.ts';

export async function createDashboard(caller: Caller, input: DashboardInput): Promise<Dashboard> {
  const ownerId = dashboardOwner(caller);
  const row = await transaction(async (tx) => {
    await assertRoom(tx, ownerId);
    const made = await insertDashboard(tx, { id: newId(), ownerId, ...input });
    await recordAudit(tx, caller, {
      action: 'dashboard.created',
      subject: auditSubjectOf(made),
      after: auditViewOf(made),
    });
    return made;
  });
  return presentDashboard(caller, row, await namesOf([ownerId]));
}
