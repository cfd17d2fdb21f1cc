/** Users in the database. Moments that sessions are compared with come from the database's clock, the one all share. */
import { type Db, literally, type Prisma, prisma, type Tx } from '../platform/db.ts';
import type { Attempts } from './back-off.ts';
import { compileAccess } from './compile-access.ts';
import { findHeld } from './grant-store.ts';
import type { Access } from './reach.ts';
import type { ListUsersQuery } from './schemas.ts';
import { findDuty } from './second-factor/second-factor-store.ts';
import { endSessionsOf } from './sessions/session-store.ts';
import type { SessionEnd } from './sign-in-schemas.ts';

/** What authentication needs to know of a user. */
export interface UserIdentity {
  id: string;
  email: string;
  name: string;
  mustChangePassword: boolean;
  /** Sessions signed in before this are over. */
  sessionsValidAfter: Date;
  disabledAt: Date | null;
}

/** With what the user may do, and where. */
export interface UserIdentityWithAccess extends UserIdentity {
  /** Ids. */
  teams: readonly string[];
  access: Access;
  /** A role asks for a second factor and the person has none yet. */
  mustEnrol: boolean;
}

const identity = {
  id: true,
  email: true,
  name: true,
  mustChangePassword: true,
  sessionsValidAfter: true,
  disabledAt: true,
} as const;

export async function findUserIdentity(id: string): Promise<UserIdentityWithAccess | null> {
  const [user, { teams, held }, duty] = await Promise.all([
    prisma().user.findUnique({ where: { id }, select: identity }),
    findHeld(id),
    findDuty(id),
  ]);
  const mustEnrol = duty.required && !duty.enrolled;
  return user === null ? null : { ...user, teams, access: compileAccess(held), mustEnrol };
}

export interface UserRow extends Omit<UserIdentity, 'sessionsValidAfter'> {
  lockedUntil: Date | null;
  lastSignInAt: Date | null;
  createdAt: Date;
  /** Held in person, where the scope is everything. */
  grants: { role: string }[];
}

const row = {
  id: true,
  email: true,
  name: true,
  mustChangePassword: true,
  lockedUntil: true,
  disabledAt: true,
  lastSignInAt: true,
  createdAt: true,
  grants: { where: { scopeKind: 'everything' }, select: { role: true }, orderBy: { id: 'asc' } },
} as const satisfies Prisma.UserSelect;

export function findUser(db: Db, id: string): Promise<UserRow | null> {
  return db.user.findUnique({ where: { id }, select: row });
}

export function findUserByEmail(email: string): Promise<UserRow | null> {
  return prisma().user.findUnique({ where: { email }, select: row });
}

export function findCredentials(where: { email: string } | { id: string }) {
  return prisma().user.findUnique({ where, select: { ...identity, passwordHash: true } });
}

export function findIdentityRow(tx: Tx, id: string): Promise<UserIdentity | null> {
  return tx.user.findUnique({ where: { id }, select: identity });
}

export async function clearAttempts(id: string): Promise<void> {
  await prisma().user.updateMany({ where: { id }, data: { failedSignIns: 0, lockedUntil: null } });
}

export async function findUsers(query: ListUsersQuery): Promise<{ rows: UserRow[]; total: number }> {
  const contains = { contains: literally(query.search), mode: 'insensitive' } as const;
  const where = query.search === '' ? {} : { OR: [{ email: contains }, { name: contains }] };
  const direction = query.order;
  const orderBy =
    query.sort === 'lastSignInAt'
      ? { lastSignInAt: { sort: direction, nulls: 'last' } as const }
      : { [query.sort]: direction };
  const [rows, total] = await Promise.all([
    prisma().user.findMany({
      where,
      select: row,
      orderBy: [orderBy, { id: 'asc' }],
      skip: (query.page - 1) * query.pageSize,
      take: query.pageSize,
    }),
    prisma().user.count({ where }),
  ]);
  return { rows, total };
}

export interface NewUser {
  id: string;
  email: string;
  name: string;
  passwordHash: string;
  mustChangePassword: boolean;
}

export function insertUser(tx: Tx, data: NewUser): Promise<UserRow> {
  return tx.user.create({ data, select: row });
}

export interface UserChange {
  name?: string;
  disabledAt?: Date | null;
}

export function updateUserRow(tx: Tx, id: string, data: UserChange): Promise<UserRow> {
  return tx.user.update({ where: { id }, data, select: row });
}

/** Locks a user's row and reads its attempts. `null` when the user does not exist. */
export async function lockAttempts(tx: Tx, id: string): Promise<(Attempts & { now: Date }) | null> {
  const found = await tx.$queryRaw<(Attempts & { now: Date })[]>`
    SELECT failed_sign_ins AS failed, locked_until AS "lockedUntil", clock_timestamp() AS now
      FROM "user" WHERE id = ${id}::uuid FOR UPDATE`;
  return found[0] ?? null;
}

export async function saveAttempts(tx: Tx, id: string, { failed, lockedUntil }: Attempts): Promise<void> {
  await tx.user.update({ where: { id }, data: { failedSignIns: failed, lockedUntil }, select: { id: true } });
}

/** `null` when the password was changed or the account disabled since `passwordHash` was read. */
export async function recordSignIn(tx: Tx, id: string, passwordHash: string): Promise<Date | null> {
  const updated = await tx.$queryRaw<{ at: Date }[]>`
    UPDATE "user" SET failed_sign_ins = 0, locked_until = NULL, last_sign_in_at = clock_timestamp()
     WHERE id = ${id}::uuid AND password_hash = ${passwordHash} AND disabled_at IS NULL
    RETURNING last_sign_in_at AS at`;
  return updated[0]?.at ?? null;
}

/** Ends every session and returns the cut-off, which is also the earliest moment of signing in that is good again. */
export async function endSessions(tx: Tx, id: string, why: SessionEnd): Promise<Date> {
  await endSessionsOf(tx, id, why);
  const updated = await tx.$queryRaw<{ cutOff: Date }[]>`
    UPDATE "user" SET sessions_valid_after = clock_timestamp() + interval '1 millisecond', updated_at = now()
     WHERE id = ${id}::uuid RETURNING sessions_valid_after AS "cutOff"`;
  const cutOff = updated[0]?.cutOff;
  if (cutOff === undefined) throw new Error(`No user ${id} to end sessions of.`);
  return cutOff;
}

export interface PasswordChange {
  passwordHash: string;
  mustChangePassword: boolean;
  /** Changes nothing unless this is still the stored hash. */
  insteadOf?: string;
}

/** Stores a password and lifts a lock-out. False when somebody else changed the password meanwhile. */
export async function savePassword(tx: Tx, id: string, change: PasswordChange): Promise<boolean> {
  const where: Prisma.UserWhereInput =
    change.insteadOf === undefined ? { id } : { id, passwordHash: change.insteadOf };
  const { passwordHash, mustChangePassword } = change;
  const data = { passwordHash, mustChangePassword, failedSignIns: 0, lockedUntil: null };
  return (await tx.user.updateMany({ where, data })).count === 1;
}
