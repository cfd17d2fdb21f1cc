/** How many sign-ins are still free, in PostgreSQL: the count holds over replicas and restarts. */
import { prisma, type Tx } from '../../platform/db.ts';
import type { Attempts } from '../back-off.ts';

export interface Rate {
  /** Tries at once. */
  burst: number;
  /** Then one in this many seconds. */
  seconds: number;
}

/**
 * Takes one try under the generic cell rate algorithm (ITU-T I.371). Returns 0, or the seconds to wait when none is free;
 * a refused try costs nothing. Tries at the same moment are taken one after the other by the row's lock.
 */
export async function takeTry(key: string, { burst, seconds }: Rate): Promise<number> {
  const [taken] = await prisma().$queryRaw<{ key: string }[]>`
    INSERT INTO sign_in_try AS t (key, free_at, updated_at)
    VALUES (${key}, clock_timestamp() + make_interval(secs => ${seconds}), now())
    ON CONFLICT (key) DO UPDATE
      SET free_at = greatest(t.free_at, clock_timestamp()) + make_interval(secs => ${seconds}), updated_at = now()
      WHERE greatest(t.free_at, clock_timestamp()) + make_interval(secs => ${seconds})
            <= clock_timestamp() + make_interval(secs => ${seconds * burst})
    RETURNING key`;
  if (taken !== undefined) return 0;
  const [row] = await prisma().$queryRaw<{ wait: number }[]>`
    SELECT extract(epoch FROM free_at - clock_timestamp())::float8 - ${seconds * (burst - 1)}::float8 AS wait
      FROM sign_in_try WHERE key = ${key}`;
  return Math.max(1, Math.ceil(row?.wait ?? seconds));
}

/** Gives a try back that turned out to be right. */
export async function giveTryBack(key: string, { seconds }: Rate): Promise<void> {
  await prisma().$executeRaw`
    UPDATE sign_in_try SET free_at = free_at - make_interval(secs => ${seconds}) WHERE key = ${key}`;
}

/** Locks the row of an e-mail that nobody has, made when there is none. */
export async function lockUnknown(tx: Tx, key: string): Promise<Attempts & { now: Date }> {
  await tx.$executeRaw`INSERT INTO sign_in_try (key) VALUES (${key}) ON CONFLICT (key) DO NOTHING`;
  const [row] = await tx.$queryRaw<(Attempts & { now: Date })[]>`
    SELECT failed, locked_until AS "lockedUntil", clock_timestamp() AS now
      FROM sign_in_try WHERE key = ${key} FOR UPDATE`;
  return row ?? { failed: 0, lockedUntil: null, now: new Date() };
}

export async function saveUnknown(tx: Tx, key: string, { failed, lockedUntil }: Attempts): Promise<void> {
  await tx.signInTry.update({ where: { key }, data: { failed, lockedUntil, updatedAt: new Date() } });
}

/** Anybody can invent e-mail addresses: what nobody tried for a day is forgotten. */
export function deleteOldTries(): Promise<number> {
  return prisma().$executeRaw`DELETE FROM sign_in_try WHERE updated_at < now() - interval '1 day'`;
}
