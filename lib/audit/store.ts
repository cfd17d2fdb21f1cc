import type { Prisma, Tx } from '../platform/db.ts';

export async function insertAuditEvent(tx: Tx, data: Prisma.AuditEventCreateInput): Promise<void> {
  await tx.auditEvent.create({ data });
}
