import { type Db, prisma, type Tx } from '../platform/db.ts';

export interface CustomRoleRow {
  name: string;
  description: string;
  permissions: string[];
}

const row = { name: true, description: true, permissions: true } as const;

export function findCustomRole(db: Db, name: string): Promise<CustomRoleRow | null> {
  return db.customRole.findUnique({ where: { name }, select: row });
}

export function findCustomRoles(): Promise<CustomRoleRow[]> {
  return prisma().customRole.findMany({ select: row, orderBy: { name: 'asc' } });
}

export function upsertCustomRole(tx: Tx, { name, ...values }: CustomRoleRow): Promise<CustomRoleRow> {
  return tx.customRole.upsert({ where: { name }, create: { name, ...values }, update: values, select: row });
}

/** False when there is none. */
export async function removeCustomRole(tx: Tx, name: string): Promise<boolean> {
  return (await tx.customRole.deleteMany({ where: { name } })).count === 1;
}

/** Grants by role name. */
export async function countGrantsByRole(db: Db): Promise<Map<string, number>> {
  const counts = await db.grant.groupBy({ by: ['role'], _count: true });
  return new Map(counts.map((count) => [count.role, count._count]));
}

/** Whether the user holds the role anywhere, in person or through a team. */
export async function holdsRole(db: Db, userId: string, role: string): Promise<boolean> {
  const count = await db.grant.count({
    where: { role, OR: [{ userId }, { team: { members: { some: { userId } } } }] },
  });
  return count > 0;
}

/** Whether the team has the role anywhere, for all its members. */
export async function teamHoldsRole(db: Db, teamId: string, role: string): Promise<boolean> {
  return (await db.grant.count({ where: { role, teamId } })) > 0;
}
