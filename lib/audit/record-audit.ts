import type { Caller } from '../access/caller.ts';
import type { Prisma, Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { insertAuditEvent } from './store.ts';

export interface AuditEntry {
  /** `<subject kind>.<past participle>`, e.g. `knowledge.created`. */
  action: string;
  subject: { kind: string; id: string; name: string };
  before?: Prisma.InputJsonValue;
  after?: Prisma.InputJsonValue;
}

/** Writes one audit event in the change's own transaction. Never put secrets or document text in `before`/`after`. */
export async function recordAudit(tx: Tx, caller: Caller, entry: AuditEntry): Promise<void> {
  await insertAuditEvent(tx, {
    id: newId(),
    actorKind: caller.kind,
    actorId: caller.id,
    actorName: caller.name,
    action: entry.action,
    subjectKind: entry.subject.kind,
    subjectId: entry.subject.id,
    subjectName: entry.subject.name,
    before: entry.before,
    after: entry.after,
    address: caller.address,
  });
}
