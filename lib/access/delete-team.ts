import { recordAudit } from '../audit/index.ts';
import { notFound } from '../platform/errors.ts';
import { assertMay, type Caller } from './caller.ts';
import { changeAccess } from './change-access.ts';
import { assertMayStaff } from './govern.ts';
import { findTeam, removeTeam } from './team-store.ts';

/** Ends a team; its members lose what they held through it. */
export async function deleteTeam(caller: Caller, id: string): Promise<void> {
  assertMay(caller, 'access.write');
  await changeAccess(id, async (tx) => {
    const team = await findTeam(tx, id);
    await assertMayStaff(tx, caller, id);
    // Somebody else may delete it in between.
    if (team === null || !(await removeTeam(tx, id))) throw notFound('This team');
    await recordAudit(tx, caller, {
      action: 'team.deleted',
      subject: { kind: 'team', id, name: team.name },
      before: { name: team.name, members: team._count.members },
    });
  });
}
