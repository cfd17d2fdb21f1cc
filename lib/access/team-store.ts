import { type Db, literally, type Prisma, prisma, type Tx } from '../platform/db.ts';
import type { ListTeamsQuery } from './schemas.ts';

const row = {
  id: true,
  name: true,
  description: true,
  createdAt: true,
  _count: { select: { members: true } },
} as const;

export type TeamRow = Prisma.TeamGetPayload<{ select: typeof row }>;

export function findTeam(db: Db, id: string): Promise<TeamRow | null> {
  return db.team.findUnique({ where: { id }, select: row });
}

export async function findTeams(query: ListTeamsQuery): Promise<{ rows: TeamRow[]; total: number }> {
  const contains = { contains: literally(query.search), mode: 'insensitive' } as const;
  const where = query.search === '' ? {} : { OR: [{ name: contains }, { description: contains }] };
  const [rows, total] = await Promise.all([
    prisma().team.findMany({
      where,
      select: row,
      orderBy: { name: 'asc' },
      skip: (query.page - 1) * query.pageSize,
      take: query.pageSize,
    }),
    prisma().team.count({ where }),
  ]);
  return { rows, total };
}

/** Id and name of each, by name. */
export function findTeamsOf(userId: string): Promise<{ id: string; name: string }[]> {
  return prisma().team.findMany({
    where: { members: { some: { userId } } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
}

export function insertTeam(
  tx: Tx,
  data: { id: string; name: string; description: string },
): Promise<TeamRow> {
  return tx.team.create({ data, select: row });
}

export function updateTeamRow(
  tx: Tx,
  id: string,
  data: { name: string; description: string },
): Promise<TeamRow> {
  return tx.team.update({ where: { id }, data, select: row });
}

/** Grants and memberships go with it. False when there is none. */
export async function removeTeam(tx: Tx, id: string): Promise<boolean> {
  return (await tx.team.deleteMany({ where: { id } })).count === 1;
}

const member = {
  source: true,
  createdAt: true,
  user: { select: { id: true, name: true, email: true } },
} as const;

export type MemberRow = Prisma.TeamMemberGetPayload<{ select: typeof member }>;

export async function findMembers(
  teamId: string,
  query: ListTeamsQuery,
): Promise<{ rows: MemberRow[]; total: number }> {
  const contains = { contains: literally(query.search), mode: 'insensitive' } as const;
  const where = {
    teamId,
    ...(query.search !== '' && { user: { OR: [{ name: contains }, { email: contains }] } }),
  };
  const [rows, total] = await Promise.all([
    prisma().teamMember.findMany({
      where,
      select: member,
      orderBy: { user: { name: 'asc' } },
      skip: (query.page - 1) * query.pageSize,
      take: query.pageSize,
    }),
    prisma().teamMember.count({ where }),
  ]);
  return { rows, total };
}

/** False when the person was in the team already. */
export async function insertMember(
  tx: Tx,
  data: { teamId: string; userId: string; source: 'manual' | 'identity-provider' },
): Promise<boolean> {
  return (await tx.teamMember.createMany({ data, skipDuplicates: true })).count === 1;
}

/** False when the person was not in the team. */
export async function removeMember(tx: Tx, teamId: string, userId: string): Promise<boolean> {
  return (await tx.teamMember.deleteMany({ where: { teamId, userId } })).count === 1;
}
