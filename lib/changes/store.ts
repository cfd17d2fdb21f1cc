import type { ChangeRequest } from '../../prisma/generated/client.ts';
import { type Db, type Prisma, prisma, type Tx } from '../platform/db.ts';

export { prisma, type Tx, transaction } from '../platform/db.ts';
export type ChangeRow = ChangeRequest;

export type NewChange = Pick<
  Prisma.ChangeRequestUncheckedCreateInput,
  | 'id'
  | 'kind'
  | 'input'
  | 'summary'
  | 'environment'
  | 'placeKind'
  | 'placeName'
  | 'before'
  | 'after'
  | 'reason'
> &
  Pick<Prisma.ChangeRequestUncheckedCreateInput, 'ticket' | 'requestedBy' | 'requestedByName' | 'expiresAt'>;

export function insertChange(tx: Tx, data: NewChange): Promise<ChangeRow> {
  return tx.changeRequest.create({ data });
}

export function findChange(db: Db, id: string): Promise<ChangeRow | null> {
  return db.changeRequest.findUnique({ where: { id } });
}

/** Newest first. `open` are those that wait for somebody. */
export function findChanges(open: boolean, most: number): Promise<ChangeRow[]> {
  return prisma().changeRequest.findMany({
    where: open ? { state: { in: ['pending', 'applying'] } } : {},
    orderBy: { id: 'desc' },
    take: most,
  });
}

export interface Decision {
  state: 'applying' | 'refused' | 'withdrawn';
  by: { id: string; name: string };
  note: string;
}

/** Takes a waiting change out of the queue, by the database's clock. Null when it waits no longer. */
export async function claimChange(
  tx: Tx,
  id: string,
  { state, by, note }: Decision,
): Promise<ChangeRow | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    UPDATE change_request
       SET state = ${state}, decided_by = ${by.id}::uuid, decided_by_name = ${by.name}, note = ${note},
           decided_at = clock_timestamp()
     WHERE id = ${id}::uuid AND state = 'pending' AND expires_at > clock_timestamp()
    RETURNING id::text`;
  return row === undefined ? null : findChange(tx, id);
}

export async function finishChange(
  tx: Tx,
  id: string,
  end: { state: 'applied' } | { state: 'failed'; error: string },
): Promise<ChangeRow> {
  return tx.changeRequest.update({ where: { id }, data: end });
}

/** Those whose maker died while making them: whether they took effect, the place's own history tells. */
export async function failInterrupted(): Promise<void> {
  await prisma().$executeRaw`
    UPDATE change_request
       SET state = 'failed', error = 'The server stopped while making this change. Look at the history to see whether it was made.'
     WHERE state = 'applying' AND decided_at < clock_timestamp() - interval '2 minutes'`;
}
