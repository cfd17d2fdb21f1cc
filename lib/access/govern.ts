/**
 * Who may change whose access. Whoever governs access must not be able to give themselves more of it: nobody changes
 * what they hold themselves, in person, through a team or through an identity provider, and only an owner makes, unmakes
 * or takes over anybody who holds `owner` somewhere.
 */
import type { Tx } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { type Caller, teamsOf, userIdOf } from './caller.ts';
import { isOwner, lockOwners } from './grant-store.ts';
import { isBuiltInRole } from './permissions.ts';
import { findCustomRole, holdsRole, teamHoldsRole } from './role-store.ts';
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
  if ((await holdsRole(tx, userId, 'owner')) && !(await callerIsOwner(tx, caller))) throw ownersOnly();
}

/** For giving a role to somebody and taking it away. Throws `not_found` for a role nobody knows. */
export async function assertMayGive(tx: Tx, caller: Caller, role: string, holder: Holder): Promise<void> {
  if (!isBuiltInRole(role) && (await findCustomRole(tx, role)) === null) throw notFound(`The role "${role}"`);
  if (role === 'owner' && !(await callerIsOwner(tx, caller))) throw ownersOnly();
  if ('userId' in holder) await assertMayGovern(tx, caller, holder.userId, 'change the roles of');
  else await assertNotOwnTeam(tx, caller, holder.teamId);
}

/** For putting people into a team and taking them out, and for ending it: its roles come and go with that. */
export async function assertMayStaff(tx: Tx, caller: Caller, teamId: string): Promise<void> {
  if ((await teamHoldsRole(tx, teamId, 'owner')) && !(await callerIsOwner(tx, caller))) throw ownersOnly();
}

/** A team's roles are its members' too. */
export function assertNotOwnTeam(tx: Tx, caller: Caller, teamId: string): Promise<void> {
  const isOwn = () => teamsOf(caller).includes(teamId);
  return assertNotOwn(tx, caller, isOwn, {
    reason: 'own_team',
    message: 'You are in this team, so its roles are yours too. Ask another administrator.',
  });
}

/** A change of a role that oneself holds would be a change of one's own access. */
export function assertNotOwnRole(tx: Tx, caller: Caller, role: string): Promise<void> {
  return assertNotOwn(tx, caller, (userId) => holdsRole(tx, userId, role), {
    reason: 'own_role',
    message: 'You hold this role yourself. Ask another administrator to change it.',
  });
}

/** What a provider's groups map to, whoever signs in through it holds from the next time on. */
export function assertNotOwnProvider(
  tx: Tx,
  caller: Caller,
  isKnownThere: (userId: string) => Promise<boolean>,
): Promise<void> {
  return assertNotOwn(tx, caller, isKnownThere, {
    reason: 'own_provider',
    message: 'You sign in through this provider, so what it gives is yours too. Ask another administrator.',
  });
}

/** An owner gains nothing by what is theirs already. */
async function assertNotOwn(
  tx: Tx,
  caller: Caller,
  isOwn: (userId: string) => boolean | Promise<boolean>,
  { message, reason }: { message: string; reason: string },
): Promise<void> {
  const id = userIdOf(caller);
  if (id === null || !(await isOwn(id)) || (await callerIsOwner(tx, caller))) return;
  throw new AppError('conflict', message, { reason });
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
