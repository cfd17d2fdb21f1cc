import type { Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { dashboardOwner, lockOwn } from './own-dashboard.ts';
import { auditSubjectOf, auditViewOf, presentDashboard } from './present.ts';
import { changeDashboard, namesOf, transaction } from './saved-store.ts';
import { type AddPanel, type Dashboard, mostPanels } from './schemas.ts';

/** Puts a panel behind the others, whatever revision the dashboard is at. Throws `conflict` when there is no room. */
export async function addPanel(caller: Caller, id: string, panel: AddPanel): Promise<Dashboard> {
  const ownerId = dashboardOwner(caller);
  const row = await transaction(async (tx) => {
    const before = await lockOwn(tx, caller, id);
    const { panels } = presentDashboard(caller, before, new Map());
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
