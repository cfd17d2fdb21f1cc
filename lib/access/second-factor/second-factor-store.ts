/** Second factors, recovery codes and who must have one. */
import { type Db, prisma, type Tx } from '../../platform/db.ts';
import type { Attempts } from '../back-off.ts';

export interface Duty {
  enrolled: boolean;
  /** A role held in person or through a team asks for it. */
  required: boolean;
}

export async function findDuty(userId: string): Promise<Duty> {
  const [row] = await prisma().$queryRaw<Duty[]>`
    SELECT EXISTS (SELECT FROM second_factor WHERE user_id = ${userId}::uuid AND confirmed_at IS NOT NULL) AS enrolled,
           EXISTS (SELECT FROM sign_in_setting s JOIN "grant" g ON g.role = ANY(s.second_factor_roles)
                    WHERE (g.user_id = ${userId}::uuid
                           OR g.team_id IN (SELECT team_id FROM team_member WHERE user_id = ${userId}::uuid))
                      AND (g.expires_at IS NULL OR g.expires_at > now())) AS required`;
  return row ?? { enrolled: false, required: false };
}

export interface LockedFactor extends Attempts {
  sealedSecret: Uint8Array;
  confirmedAt: Date | null;
  lastStep: bigint;
  now: Date;
}

/** Locks the row until the transaction ends: codes are taken one after the other. */
export async function lockFactor(tx: Tx, userId: string): Promise<LockedFactor | null> {
  const [row] = await tx.$queryRaw<LockedFactor[]>`
    SELECT sealed_secret AS "sealedSecret", confirmed_at AS "confirmedAt", last_step AS "lastStep", failed,
           locked_until AS "lockedUntil", clock_timestamp() AS now
      FROM second_factor WHERE user_id = ${userId}::uuid FOR UPDATE`;
  return row ?? null;
}

export async function isEnrolled(db: Db, userId: string): Promise<boolean> {
  return (await db.secondFactor.count({ where: { userId, confirmedAt: { not: null } } })) === 1;
}

export async function saveTries(tx: Tx, userId: string, { failed, lockedUntil }: Attempts): Promise<void> {
  await tx.secondFactor.update({ where: { userId }, data: { failed, lockedUntil } });
}

/** Clears the failures too. `lastStep` null leaves the step, for a recovery code. */
export async function saveTaken(tx: Tx, userId: string, lastStep: bigint | null): Promise<void> {
  const data = { failed: 0, lockedUntil: null, ...(lastStep !== null && { lastStep }) };
  await tx.secondFactor.update({ where: { userId }, data });
}

/** Starts or starts over an enrolment. False when one is confirmed already. */
export async function putUnconfirmed(
  tx: Tx,
  userId: string,
  sealedSecret: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const written = await tx.$executeRaw`
    INSERT INTO second_factor (user_id, sealed_secret) VALUES (${userId}::uuid, ${sealedSecret})
    ON CONFLICT (user_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, last_step = 0, created_at = now()
     WHERE second_factor.confirmed_at IS NULL`;
  return written === 1;
}

export async function confirmFactor(tx: Tx, userId: string, lastStep: bigint): Promise<void> {
  const data = { confirmedAt: new Date(), lastStep, failed: 0, lockedUntil: null };
  await tx.secondFactor.update({ where: { userId }, data });
}

/** Its recovery codes go with it. False when there was none. */
export async function removeFactor(tx: Tx, userId: string): Promise<boolean> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  return (await tx.secondFactor.deleteMany({ where: { userId } })).count === 1;
}

export async function replaceRecoveryCodes(
  tx: Tx,
  userId: string,
  hashes: readonly Uint8Array<ArrayBuffer>[],
): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: hashes.map((hash) => ({ hash, userId })) });
}

/** True for the one call that uses the code up. */
export async function takeRecoveryCode(
  tx: Tx,
  userId: string,
  hash: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const where = { hash, userId, usedAt: null };
  return (await tx.recoveryCode.updateMany({ where, data: { usedAt: new Date() } })).count === 1;
}

export async function findFactorState(userId: string) {
  const [factor, recoveryCodesLeft, duty] = await Promise.all([
    prisma().secondFactor.findUnique({ where: { userId }, select: { confirmedAt: true } }),
    prisma().recoveryCode.count({ where: { userId, usedAt: null } }),
    findDuty(userId),
  ]);
  return { confirmedAt: factor?.confirmedAt ?? null, recoveryCodesLeft, required: duty.required };
}

export async function findRequiredRoles(db: Db): Promise<string[]> {
  return (await db.signInSetting.findUnique({ where: { id: 1 } }))?.secondFactorRoles ?? [];
}

export async function saveRequiredRoles(tx: Tx, secondFactorRoles: string[]): Promise<void> {
  const data = { secondFactorRoles, updatedAt: new Date() };
  await tx.signInSetting.upsert({ where: { id: 1 }, create: { id: 1, ...data }, update: data });
}
