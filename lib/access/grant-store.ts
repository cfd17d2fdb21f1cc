/** Roles held by users and teams. */
import { type Db, literally, type Prisma, prisma, type Tx } from '../platform/db.ts';
import type { HeldRole } from './compile-access.ts';
import { type Scope, scopeSchema } from './reach.ts';

interface HeldRow {
  teams: string[];
  held: { role: string; kind: string; name: string; permissions: string[] | null }[];
}

/** Teams of a user, and every role they hold at this moment, themselves or through a team. */
export async function findHeld(userId: string): Promise<{ teams: string[]; held: HeldRole[] }> {
  const [row] = await prisma().$queryRaw<HeldRow[]>`
    SELECT ARRAY(SELECT team_id::text FROM team_member WHERE user_id = ${userId}::uuid ORDER BY team_id) AS teams,
           COALESCE((SELECT jsonb_agg(DISTINCT jsonb_build_object(
                       'role', g.role, 'kind', g.scope_kind, 'name', g.scope_name, 'permissions', c.permissions))
                       FROM "grant" g LEFT JOIN custom_role c ON c.name = g.role
                      WHERE (g.user_id = ${userId}::uuid
                             OR g.team_id IN (SELECT team_id FROM team_member WHERE user_id = ${userId}::uuid))
                        AND (g.expires_at IS NULL OR g.expires_at > now())), '[]') AS held`;
  if (row === undefined) return { teams: [], held: [] };
  const held = row.held.flatMap((grant): HeldRole[] => {
    const scope = scopeOf(grant.kind, grant.name);
    return scope === null ? [] : [{ role: grant.role, scope, permissions: grant.permissions ?? [] }];
  });
  return { teams: row.teams, held };
}

function scopeOf(kind: string, name: string): Scope | null {
  const parsed = scopeSchema.safeParse(kind === 'everything' ? { kind } : { kind, name });
  return parsed.success ? parsed.data : null;
}

const row = {
  id: true,
  role: true,
  scopeKind: true,
  scopeName: true,
  source: true,
  expiresAt: true,
  createdAt: true,
  createdBy: true,
  user: { select: { id: true, name: true, email: true } },
  team: { select: { id: true, name: true } },
} as const;

export type GrantRow = Prisma.GrantGetPayload<{ select: typeof row }>;

export interface GrantFilter {
  userId?: string;
  teamId?: string;
  role?: string;
  scope?: Scope;
  search: string;
}

export async function findGrants(
  filter: GrantFilter,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<{ rows: GrantRow[]; total: number }> {
  const contains = { contains: literally(filter.search), mode: 'insensitive' } as const;
  const where: Prisma.GrantWhereInput = {
    ...(filter.userId !== undefined && { userId: filter.userId }),
    ...(filter.teamId !== undefined && { teamId: filter.teamId }),
    ...(filter.role !== undefined && { role: filter.role }),
    ...(filter.scope !== undefined && scopeColumns(filter.scope)),
    ...(filter.search !== '' && {
      OR: [
        { user: { OR: [{ email: contains }, { name: contains }] } },
        { team: { name: contains } },
        { role: contains },
        { scopeName: contains },
      ],
    }),
  };
  const [rows, total] = await Promise.all([
    prisma().grant.findMany({
      where,
      select: row,
      orderBy: { id: 'desc' },
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    prisma().grant.count({ where }),
  ]);
  return { rows, total };
}

/** What a user holds themselves or through teams, expired grants left out, with whom it came from. */
export function findGrantsOf(userId: string): Promise<GrantRow[]> {
  return prisma().grant.findMany({
    where: {
      AND: [
        { OR: [{ userId }, { team: { members: { some: { userId } } } }] },
        { OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
      ],
    },
    select: row,
    orderBy: { id: 'asc' },
  });
}

export function findGrant(db: Db, id: string): Promise<GrantRow | null> {
  return db.grant.findUnique({ where: { id }, select: row });
}

export interface NewGrant {
  id: string;
  holder: { userId: string } | { teamId: string };
  role: string;
  scope: Scope;
  source: 'manual' | 'identity-provider';
  expiresAt: Date | null;
  createdBy: string | null;
}

export function insertGrant(tx: Tx, { holder, scope, ...grant }: NewGrant): Promise<GrantRow> {
  return tx.grant.create({ data: { ...grant, ...holder, ...scopeColumns(scope) }, select: row });
}

export async function removeGrant(tx: Tx, id: string): Promise<void> {
  await tx.grant.deleteMany({ where: { id } });
}

/** Takes away what a user holds in person everywhere, and what a sign-in brought when `source` says so. */
export async function removeGrantsOfUser(
  tx: Tx,
  userId: string,
  which: { everywhere: true } | { source: 'identity-provider' },
): Promise<void> {
  const where = 'source' in which ? { source: which.source } : { scopeKind: 'everything' };
  await tx.grant.deleteMany({ where: { userId, ...where } });
}

function scopeColumns(scope: Scope): { scopeKind: string; scopeName: string } {
  return { scopeKind: scope.kind, scopeName: scope.kind === 'everything' ? '' : scope.name };
}

export function scopeOfRow({ scopeKind, scopeName }: Pick<GrantRow, 'scopeKind' | 'scopeName'>): Scope {
  return scopeSchema.parse(
    scopeKind === 'everything' ? { kind: scopeKind } : { kind: scopeKind, name: scopeName },
  );
}

/**
 * Ids of all who hold `owner` everywhere in person and may sign in. Changes that could take the last one away run one
 * after the other: the lock lasts until the transaction ends.
 */
export async function lockOwners(tx: Tx): Promise<string[]> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('slipway.owners'))`;
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT u.id FROM "user" u JOIN "grant" g ON g.user_id = u.id
     WHERE u.disabled_at IS NULL AND g.role = 'owner' AND g.scope_kind = 'everything'
       AND (g.expires_at IS NULL OR g.expires_at > now())`;
  return found.map((owner) => owner.id);
}

/** Whether the user holds `owner` everywhere at this moment, in person or through a team. */
export async function isOwner(db: Db, userId: string): Promise<boolean> {
  const [found] = await db.$queryRaw<{ owner: boolean }[]>`
    SELECT EXISTS (SELECT FROM "grant" g
                    WHERE g.role = 'owner' AND g.scope_kind = 'everything'
                      AND (g.user_id = ${userId}::uuid
                           OR g.team_id IN (SELECT team_id FROM team_member WHERE user_id = ${userId}::uuid))
                      AND (g.expires_at IS NULL OR g.expires_at > now())) AS owner`;
  return found?.owner === true;
}
