import type { Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../platform/errors.ts';
import { assertRoom, dashboardOwner, lockOwn } from './own-dashboard.ts';
import { auditSubjectOf, auditViewOf, presentDashboard } from './present.ts';
import { changeDashboard, type DashboardRow, namesOf, transaction } from './saved-store.ts';
import type { Dashboard, SaveDashboard } from './schemas.ts';

/**
 * Puts the whole dashboard in place of what it was. One without an owner is the saver's from then on. Throws `conflict`
 * when it was changed since the revision it was made from.
 */
export async function saveDashboard(caller: Caller, id: string, input: SaveDashboard): Promise<Dashboard> {
  const ownerId = dashboardOwner(caller);
  const row = await transaction(async (tx) => {
    const before = await lockOwn(tx, caller, id);
    assertUnchanged(before, input.revision);
    if (before.ownerId === null) await assertRoom(tx, ownerId);
    const { revision: _revision, ...change } = input;
    const saved = await changeDashboard(tx, id, { ...change, ownerId });
    await recordAudit(tx, caller, {
      action: 'dashboard.changed',
      subject: auditSubjectOf(saved),
      before: auditViewOf(before),
      after: auditViewOf(saved),
    });
    return saved;
  });
  return presentDashboard(caller, row, await namesOf([ownerId]));
}

function assertUnchanged({ revision }: DashboardRow, from: number): void {
  if (revision === from) return;
  throw new AppError(
    'conflict',
    `This dashboard is at revision ${revision}, and your change was made from ${from}: it was changed in another window ` +
      'meanwhile. Keep yours as a copy, or reload to see the other change and make yours again.',
    { reason: 'changed_since' },
  );
}
