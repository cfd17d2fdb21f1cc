import type { Tx } from '../platform/db.ts';
import type { Actor, AuditEntry } from './audit-entry.ts';

/** User agents are as long as their senders like. */
const maxUserAgent = 300;

export async function insertAuditEvent(
  tx: Tx,
  { id, actor, entry }: { id: string; actor: Actor; entry: AuditEntry },
): Promise<void> {
  await tx.auditEvent.create({
    data: {
      id,
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      action: entry.action,
      subjectKind: entry.subject.kind,
      subjectId: entry.subject.id,
      subjectName: entry.subject.name,
      before: entry.before,
      after: entry.after,
      address: actor.address,
      userAgent: actor.userAgent?.slice(0, maxUserAgent) ?? null,
      ticket: entry.ticket ?? '',
      refused: entry.refused ?? false,
    },
    select: { id: true },
  });
}
