import { type Db, type Prisma, prisma, type Tx } from '../../platform/db.ts';
import type { ListInvitationsQuery } from '../schemas.ts';

const row = {
  id: true,
  email: true,
  name: true,
  role: true,
  scopeKind: true,
  scopeName: true,
  teamIds: true,
  createdBy: true,
  createdAt: true,
  expiresAt: true,
  acceptedAt: true,
  revokedAt: true,
} as const satisfies Prisma.InvitationSelect;

export type InvitationRow = Prisma.InvitationGetPayload<{ select: typeof row }>;

const open = { acceptedAt: null, revokedAt: null };

export async function insertInvitation(
  tx: Tx,
  data: Omit<InvitationRow, 'createdAt' | 'acceptedAt' | 'revokedAt'> & { hash: Uint8Array<ArrayBuffer> },
): Promise<InvitationRow> {
  // An earlier one to the same address is void: of two links in one mailbox only the newer may work.
  await tx.invitation.updateMany({ where: { email: data.email, ...open }, data: { revokedAt: new Date() } });
  return tx.invitation.create({ data, select: row });
}

export async function findInvitations({ page, pageSize, state }: ListInvitationsQuery) {
  const where = state === 'open' ? { ...open, expiresAt: { gt: new Date() } } : {};
  const [rows, total] = await Promise.all([
    prisma().invitation.findMany({
      where,
      select: row,
      orderBy: { id: 'desc' },
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    prisma().invitation.count({ where }),
  ]);
  return { rows, total };
}

export function findInvitation(db: Db, id: string): Promise<InvitationRow | null> {
  return db.invitation.findUnique({ where: { id }, select: row });
}

/** One that can still be accepted. */
export async function findOpen(db: Db, hash: Uint8Array<ArrayBuffer>): Promise<InvitationRow | null> {
  const where = { hash, ...open, expiresAt: { gt: new Date() } };
  return db.invitation.findFirst({ where, select: row });
}

/** True for the one call that accepts it. */
export async function markAccepted(tx: Tx, id: string): Promise<boolean> {
  const accepted = await tx.$executeRaw`
    UPDATE invitation SET accepted_at = now()
     WHERE id = ${id}::uuid AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()`;
  return accepted === 1;
}

export async function markRevoked(tx: Tx, id: string): Promise<boolean> {
  const where = { id, ...open };
  return (await tx.invitation.updateMany({ where, data: { revokedAt: new Date() } })).count === 1;
}

/** By id; those deleted since are left out. */
export function findTeamNames(db: Db, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  return db.team.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
}
