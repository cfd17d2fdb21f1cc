/** Sessions in the database. Their moments come from the database's clock, the one all processes share. */
import { type Db, prisma, type Tx } from '../../platform/db.ts';
import type { Session } from '../session-token.ts';
import type { ListSessionsQuery, SessionEnd, SessionMethod } from '../sign-in-schemas.ts';

/** What authentication needs to know of a session that has not ended. */
export interface LiveSession {
  id: string;
  userId: string;
  method: SessionMethod;
}

export interface NewSession {
  id: string;
  userId: string;
  address: string | null;
  /** In words. */
  browser: string;
  method: SessionMethod;
  secondFactor: boolean;
  /** Ends this long after it began. */
  maxAgeSeconds: number;
}

/** Begins now, or at the person's cut-off when that lies a moment ahead: `endSessions` then spares this one. */
export async function insertSession(tx: Tx, session: NewSession): Promise<Session> {
  const { id, userId, address, browser, method, secondFactor, maxAgeSeconds } = session;
  const [row] = await tx.$queryRaw<{ at: Date }[]>`
    INSERT INTO session (id, user_id, created_at, last_seen_at, expires_at, address, browser, method, second_factor)
    SELECT ${id}::uuid, u.id, t.at, t.at, t.at + make_interval(secs => ${maxAgeSeconds}), ${address}, ${browser},
           ${method}, ${secondFactor}
      FROM "user" u, LATERAL (SELECT greatest(date_trunc('milliseconds', clock_timestamp()), u.sessions_valid_after) AS at) t
     WHERE u.id = ${userId}::uuid AND u.disabled_at IS NULL
    RETURNING created_at AS at`;
  if (row === undefined) throw new Error(`No user ${userId} who may have a session.`);
  return { id, userId, signedInAt: row.at.getTime() };
}

export async function findLiveSession(id: string): Promise<LiveSession | null> {
  const [row] = await prisma().$queryRaw<LiveSession[]>`
    SELECT id, user_id AS "userId", method FROM session
     WHERE id = ${id}::uuid AND ended_at IS NULL AND expires_at > now()`;
  return row ?? null;
}

/** Whether a second factor was met when the session began; no for none. */
export async function findSessionFacts(id: string | null): Promise<{ secondFactor: boolean }> {
  const found =
    id === null
      ? null
      : await prisma().signInSession.findUnique({ where: { id }, select: { secondFactor: true } });
  return found ?? { secondFactor: false };
}

/** False when there is no such session of that person, or it has ended. `userId` null ends it whoever's it is. */
export async function endSession(
  tx: Tx,
  id: string,
  userId: string | null,
  why: SessionEnd,
): Promise<boolean> {
  const where = { id, endedAt: null, ...(userId !== null && { userId }) };
  const { count } = await tx.signInSession.updateMany({
    where,
    data: { endedAt: new Date(), endedWhy: why },
  });
  return count === 1;
}

/** Returns how many ended. */
export async function endSessionsOf(
  tx: Tx,
  userId: string,
  why: SessionEnd,
  except: string | null = null,
): Promise<number> {
  const where = { userId, endedAt: null, ...(except !== null && { id: { not: except } }) };
  return (await tx.signInSession.updateMany({ where, data: { endedAt: new Date(), endedWhy: why } })).count;
}

const row = {
  id: true,
  createdAt: true,
  lastSeenAt: true,
  expiresAt: true,
  address: true,
  browser: true,
  method: true,
  secondFactor: true,
  endedAt: true,
  endedWhy: true,
} as const;

export async function findSessionsOf(userId: string, { page, pageSize, state }: ListSessionsQuery) {
  const live = { endedAt: null, expiresAt: { gt: new Date() } };
  const where = { userId, ...(state === 'live' && live) };
  const [rows, total] = await Promise.all([
    prisma().signInSession.findMany({
      where,
      select: row,
      orderBy: { id: 'desc' },
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    prisma().signInSession.count({ where }),
  ]);
  return { rows, total };
}

export type SessionRow = Awaited<ReturnType<typeof findSessionsOf>>['rows'][number];

/** Notes that sessions are in use, where the last note is a minute old. */
export async function touchSessions(ids: readonly string[]): Promise<void> {
  await prisma().$executeRaw`
    UPDATE session SET last_seen_at = now()
     WHERE id = ANY(${ids}::uuid[]) AND ended_at IS NULL AND last_seen_at < now() - interval '55 seconds'`;
}

/** Frees the room of sessions that have been over for `days`. */
export async function deleteOldSessions(db: Db, days: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM session WHERE coalesce(ended_at, expires_at) < now() - make_interval(days => ${days})`;
}
