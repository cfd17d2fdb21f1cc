/** Sign-ins under way. A row is known by the hash of a secret that only one browser has. */
import { prisma, type Tx } from '../../platform/db.ts';

export type StepKind = 'second-factor' | 'oidc';

export interface NewStep {
  hash: Uint8Array<ArrayBuffer>;
  kind: StepKind;
  userId: string | null;
  sealed: Uint8Array<ArrayBuffer>;
  seconds: number;
}

export async function insertStep(tx: Tx, { hash, kind, userId, sealed, seconds }: NewStep): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO sign_in_step (hash, kind, user_id, sealed, expires_at)
    VALUES (${hash}, ${kind}, ${userId}::uuid, ${sealed}, now() + make_interval(secs => ${seconds}))`;
}

export interface StepRow {
  userId: string | null;
  sealed: Uint8Array;
}

export async function findStep(hash: Uint8Array<ArrayBuffer>, kind: StepKind): Promise<StepRow | null> {
  const [row] = await prisma().$queryRaw<StepRow[]>`
    SELECT user_id AS "userId", sealed FROM sign_in_step
     WHERE hash = ${hash} AND kind = ${kind} AND expires_at > now()`;
  return row ?? null;
}

/** Removes a step and returns it: of all who try, one gets it. */
export async function takeStep(
  tx: Tx,
  hash: Uint8Array<ArrayBuffer>,
  kind: StepKind,
): Promise<StepRow | null> {
  const [row] = await tx.$queryRaw<StepRow[]>`
    DELETE FROM sign_in_step WHERE hash = ${hash} AND kind = ${kind} AND expires_at > now()
    RETURNING user_id AS "userId", sealed`;
  return row ?? null;
}

export function deleteExpiredSteps(): Promise<number> {
  return prisma().$executeRaw`DELETE FROM sign_in_step WHERE expires_at < now()`;
}
