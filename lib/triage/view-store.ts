import { isUniqueViolation, type Prisma, prisma, type Tx, transaction } from '../platform/db.ts';
import type { ViewInput } from './schemas.ts';

export { isUniqueViolation, transaction };
export type ViewRow = Prisma.SavedViewGetPayload<object>;

/** One's own and those that are shared. */
export function findViews(ownerId: string): Promise<ViewRow[]> {
  return prisma().savedView.findMany({
    where: { OR: [{ ownerId }, { shared: true }] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 500,
  });
}

export function countViews(tx: Tx, ownerId: string): Promise<number> {
  return tx.savedView.count({ where: { ownerId } });
}

export function insertView(
  tx: Tx,
  owner: { id: string; name: string },
  id: string,
  input: ViewInput,
): Promise<ViewRow> {
  return tx.savedView.create({ data: { id, ownerId: owner.id, ownerName: owner.name, ...input } });
}

export async function lockView(tx: Tx, ownerId: string, id: string): Promise<ViewRow | null> {
  await tx.$queryRaw`SELECT 1 FROM saved_view WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.savedView.findFirst({ where: { id, ownerId } });
}

export function changeView(tx: Tx, id: string, input: ViewInput): Promise<ViewRow> {
  return tx.savedView.update({ where: { id }, data: { ...input, updatedAt: new Date() } });
}

export async function removeView(tx: Tx, id: string): Promise<void> {
  await tx.savedView.delete({ where: { id } });
}
