/**
 * Who may change whose access. Whoever governs access must not be able to give themselves more of it: nobody changes
 * what they hold themselves, in person or through a team, and only an owner makes, unmakes or takes over an owner.
 */
import type { Tx } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { type Caller, teamsOf, userIdOf } from './caller.ts';
import { isOwner, lockOwners } from './grant-store.ts';
import { isBuiltInRole } from './permissions.ts';
import { findCustomRole } from './role-store.ts';
import type { Holder } from './schemas.ts';

async function callerIsOwner(tx: Tx, caller: Caller): Promise<boolean> {
  if (caller.kind === 'system') return true;
  const id = userIdOf(caller);
  return id !== null && isOwner(tx, id);
}

/** For changes of an account: its roles, its password, whether it may sign in. `what` completes "You cannot …". */
export async function assertMayGovern(tx: Tx, caller: Caller, userId: string, what: string): Promise<void> {
  if (userIdOf(caller) === userId) {
    throw new AppError('conflict', `You cannot ${what} yourself. Ask another administrator.`, {
      reason: 'own_account',
    });
  }
  if ((await isOwner(tx, userId)) && !(await callerIsOwner(tx, caller))) throw ownersOnly();
}

/** For giving a role to somebody and taking it away. Throws `not_found` for a role nobody knows. */
export async function assertMayGive(tx: Tx, caller: Caller, role: string, holder: Holder): Promise<void> {
  if (!isBuiltInRole(role) && (await findCustomRole(tx, role)) === null) throw notFound(`The role "${role}"`);
  if (role === 'owner' && !(await callerIsOwner(tx, caller))) throw ownersOnly();
  if ('userId' in holder) await assertMayGovern(tx, caller, holder.userId, 'change the roles of');
  else await assertNotOwnTeam(tx, caller, holder.teamId);
}

/** A team's roles are its members' too. An owner gains nothing by them. */
export async function assertNotOwnTeam(tx: Tx, caller: Caller, teamId: string): Promise<void> {
  if (!teamsOf(caller).includes(teamId) || (await callerIsOwner(tx, caller))) return;
  throw new AppError(
    'conflict',
    'You are in this team, so its roles are yours too. Ask another administrator.',
    {
      reason: 'own_team',
    },
  );
}

/** A change of a role that oneself holds would be a change of one's own access. */
export async function assertNotOwnRole(
  tx: Tx,
  caller: Caller,
  holds: (userId: string) => Promise<boolean>,
): Promise<void> {
  const id = userIdOf(caller);
  if (id === null || (await callerIsOwner(tx, caller)) || !(await holds(id))) return;
  throw new AppError('conflict', 'You hold this role yourself. Ask another administrator to change it.', {
    reason: 'own_role',
  });
}

/** For settings that decide who may become an owner. */
export async function assertOwnersDo(tx: Tx, caller: Caller): Promise<void> {
  if (await callerIsOwner(tx, caller)) return;
  throw new AppError(
    'forbidden',
    'This decides who is let in as an owner, or to an account that exists already. Ask an owner.',
    { reason: 'owners_only' },
  );
}

function ownersOnly(): AppError {
  return new AppError('forbidden', 'Only an owner may make an owner, or change the account of one.', {
    reason: 'owners_only',
  });
}

/** Runs a change after which at least one person must hold `owner` everywhere and be able to sign in. */
export async function keepingAnOwner<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const before = await lockOwners(tx);
  const result = await work();
  const after = await lockOwners(tx);
  if (before.length > 0 && after.length === 0) {
    throw new AppError('conflict', 'Nobody would be an owner any more. Make somebody else an owner first.', {
      reason: 'last_owner',
    });
  }
  return result;
}
