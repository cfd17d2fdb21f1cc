import type { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import type { Tx } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { assertMay, type Caller, userIdOf } from './caller.ts';
import { changeAccess } from './change-access.ts';
import { assertMayStaff } from './govern.ts';
import type { ListTeamsQuery, teamMemberListSchema } from './schemas.ts';
import { findMembers, findTeam, insertMember, removeMember, type TeamRow } from './team-store.ts';
import { findUser, type UserRow } from './user-store.ts';

export async function listMembers(
  caller: Caller,
  teamId: string,
  query: ListTeamsQuery,
): Promise<z.input<typeof teamMemberListSchema>> {
  assertMay(caller, 'access.read');
  const { rows, total } = await findMembers(teamId, query);
  const items = rows.map(({ user, source, createdAt }) => ({
    ...user,
    source: source === 'identity-provider' ? ('identity-provider' as const) : ('manual' as const),
    since: createdAt.toISOString(),
  }));
  return { items, total };
}

/** Adding twice changes nothing. Nobody adds themselves: the team's roles would become theirs. */
export async function addMember(caller: Caller, teamId: string, userId: string): Promise<void> {
  await changeMembership(caller, teamId, userId, 'team.member_added', (tx) =>
    insertMember(tx, { teamId, userId, source: 'manual' }),
  );
}

export async function dropMember(caller: Caller, teamId: string, userId: string): Promise<void> {
  await changeMembership(caller, teamId, userId, 'team.member_removed', (tx) =>
    removeMember(tx, teamId, userId),
  );
}

async function changeMembership(
  caller: Caller,
  teamId: string,
  userId: string,
  action: string,
  change: (tx: Tx) => Promise<boolean>,
): Promise<void> {
  assertMay(caller, 'access.write');
  if (userIdOf(caller) === userId) {
    throw new AppError('conflict', 'You cannot change your own teams. Ask another administrator.', {
      reason: 'own_account',
    });
  }
  await changeAccess(userId, async (tx) => {
    const { team, user } = await both(tx, teamId, userId);
    await assertMayStaff(tx, caller, teamId);
    if (!(await change(tx))) return;
    await recordAudit(tx, caller, {
      action,
      subject: { kind: 'team', id: teamId, name: team.name },
      after: { member: user.email },
    });
  });
}

async function both(tx: Tx, teamId: string, userId: string): Promise<{ team: TeamRow; user: UserRow }> {
  const [team, user] = [await findTeam(tx, teamId), await findUser(tx, userId)];
  if (team === null) throw notFound('This team');
  if (user === null) throw notFound('This user');
  return { team, user };
}
