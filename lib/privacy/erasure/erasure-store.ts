import { type Db, type Prisma, prisma, type Tx } from '../../platform/db.ts';
import type { Certificate, ErasureStep, Subject } from '../schemas.ts';

export type ErasureRow = Prisma.ErasureGetPayload<object>;

export async function insertErasure(tx: Tx, data: Prisma.ErasureCreateInput): Promise<void> {
  await tx.erasure.create({ data });
}

export function findErasure(id: string, db: Db = prisma()): Promise<ErasureRow | null> {
  return db.erasure.findUnique({ where: { id } });
}

export function lastErasureOf({ kind, id }: Subject, db: Db = prisma()): Promise<ErasureRow | null> {
  return db.erasure.findFirst({ where: { subjectKind: kind, subjectId: id }, orderBy: { id: 'desc' } });
}

/** Newest first. */
export function findErasures(limit: number): Promise<ErasureRow[]> {
  return prisma().erasure.findMany({ orderBy: { id: 'desc' }, take: limit });
}

/** Ids of those that are not done. */
export async function unfinishedErasures(): Promise<string[]> {
  const rows = await prisma().erasure.findMany({ where: { state: { not: 'done' } }, select: { id: true } });
  return rows.map(({ id }) => id);
}

export async function noteSteps(id: string, steps: readonly ErasureStep[]): Promise<void> {
  const data = { state: 'running', error: null, steps: [...steps] };
  await prisma().erasure.update({ where: { id }, data });
}

export async function noteHeld(id: string, held: Readonly<Record<string, number>>): Promise<void> {
  await prisma().erasure.update({ where: { id }, data: { held } });
}

export async function noteFailure(id: string, error: string): Promise<void> {
  await prisma().erasure.update({ where: { id }, data: { state: 'failed', error } });
}

/** The certificate stays, and with it only what does not name the person. */
export async function finishErasure(tx: Tx, id: string, certificate: Certificate): Promise<void> {
  await tx.erasure.update({
    where: { id },
    data: {
      state: 'done',
      error: null,
      names: [],
      subjectId: certificate.subject.id,
      finishedAt: certificate.finishedAt,
      certificate,
    },
  });
}
