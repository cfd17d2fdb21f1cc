import type { Dashboard } from '../../../prisma/generated/client.ts';
import { type Prisma, prisma, type Tx } from '../../platform/db.ts';
import type { DashboardListQuery } from './schemas.ts';

export { type Tx, transaction } from '../../platform/db.ts';

export type DashboardRow = Dashboard;
export type NewDashboard = Prisma.DashboardUncheckedCreateInput;

/** What somebody sees: their own, those shared, and those without an owner, which were shared. */
function visibleTo(userId: string | null): Prisma.DashboardWhereInput {
  return { OR: [{ visibility: 'everyone' }, ...(userId === null ? [] : [{ ownerId: userId }])] };
}

export async function findVisible(id: string, userId: string | null): Promise<DashboardRow | null> {
  return prisma().dashboard.findFirst({ where: { id, ...visibleTo(userId) } });
}

/** The dashboard as it is until the transaction ends. */
export async function lockVisible(tx: Tx, id: string, userId: string | null): Promise<DashboardRow | null> {
  await tx.$queryRaw`SELECT 1 FROM dashboard WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.dashboard.findFirst({ where: { id, ...visibleTo(userId) } });
}

export async function pageOfDashboards(
  { q, whose, sort, order, page, pageSize }: DashboardListQuery,
  userId: string | null,
): Promise<{ rows: DashboardRow[]; total: number }> {
  const narrowed: Prisma.DashboardWhereInput[] = [
    visibleTo(userId),
    ...(whose === 'mine' ? [{ ownerId: userId ?? undefined }] : []),
    ...(whose === 'shared' ? [{ OR: [{ ownerId: null }, { ownerId: { not: userId } }] }] : []),
    ...(q === '' ? [] : [{ OR: [containing('name', q), containing('description', q)] }]),
  ];
  const where = { AND: narrowed };
  const [rows, total] = await Promise.all([
    prisma().dashboard.findMany({
      where,
      orderBy: [{ [sort]: order }, { id: 'asc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    prisma().dashboard.count({ where }),
  ]);
  return { rows, total };
}

function containing(column: 'name' | 'description', text: string): Prisma.DashboardWhereInput {
  return { [column]: { contains: text.replaceAll(/[\\%_]/g, '\\$&'), mode: 'insensitive' } };
}

export async function namesOf(ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await prisma().user.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** How many somebody has, counted one at a time so that no two make the last one. */
export async function countOwn(tx: Tx, userId: string): Promise<number> {
  await tx.$queryRaw`SELECT 1 FROM "user" WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
  return tx.dashboard.count({ where: { ownerId: userId } });
}

export async function insertDashboard(tx: Tx, data: NewDashboard): Promise<DashboardRow> {
  return tx.dashboard.create({ data });
}

export async function changeDashboard(
  tx: Tx,
  id: string,
  data: Prisma.DashboardUncheckedUpdateInput,
): Promise<DashboardRow> {
  return tx.dashboard.update({ where: { id }, data: { ...data, revision: { increment: 1 } } });
}

export async function removeDashboard(tx: Tx, id: string): Promise<void> {
  await tx.dashboard.delete({ where: { id } });
}
