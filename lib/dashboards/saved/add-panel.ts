import type { Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { assertRoom, dashboardOwner, lockOwn } from './own-dashboard.ts';
import { auditSubjectOf, auditViewOf, presentDashboard } from './present.ts';
import { changeDashboard, namesOf, transaction } from './saved-store.ts';
import { type AddPanel, type Dashboard, mostPanels } from './schemas.ts';

/**
 * Puts a panel behind the others, whatever revision the dashboard is at; one without an owner is the caller's from then on.
 * Throws `conflict` when there is no room.
 */
export async function addPanel(caller: Caller, id: string, panel: AddPanel): Promise<Dashboard> {
  const ownerId = dashboardOwner(caller);
  const row = await transaction(async (tx) => {
    const before = await lockOwn(tx, caller, id);
    if (before.ownerId === null) await assertRoom(tx, ownerId);
    const panels = Array.isArray(before.panels) ? before.panels : [];
    if (panels.length >= mostPanels) throw noRoom(before.name);
    const saved = await changeDashboard(tx, id, { ownerId, panels: [...panels, { id: newId(), ...panel }] });
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

function noRoom(name: string): AppError {
  return new AppError(
    'conflict',
    `"${name}" has ${mostPanels} panels, and that is the most. Remove one, or add this to another dashboard.`,
    { reason: 'too_many' },
  );
}
