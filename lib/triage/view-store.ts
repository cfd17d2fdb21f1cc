import { isUniqueViolation, type Prisma, prisma, type Tx, transaction } from '../platform/db.ts';
import type { ViewInput } from './schemas.ts';

export { isUniqueViolation, transaction };
export type ViewRow = Prisma.SavedViewGetPayload<object>;

const byName = [{ name: 'asc' as const }, { id: 'asc' as const }];
/** Of others' views. */
const mostShared = 400;

/** One's own, all of them, then those others share. */
export async function findViews(ownerId: string): Promise<ViewRow[]> {
  const [own, shared] = await Promise.all([
    prisma().savedView.findMany({ where: { ownerId }, orderBy: byName }),
    prisma().savedView.findMany({
      where: { ownerId: { not: ownerId }, shared: true },
      orderBy: byName,
      take: mostShared,
    }),
  ]);
  return [...own, ...shared];
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
