import type { Prisma, Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { insertAuditEvent } from './store.ts';

/** Who acts; a `Caller` of the access feature is one. */
export interface Actor {
  kind: string;
  id: string | null;
  name: string;
  /** Network address the change was asked from, when it came over the network. */
  address: string | null;
}

export interface AuditEntry {
  /** `<subject kind>.<past participle>`, e.g. `knowledge.created`. */
  action: string;
  subject: { kind: string; id: string; name: string };
  before?: Prisma.InputJsonValue;
  after?: Prisma.InputJsonValue;
}

/** Writes one audit event in the change's own transaction. Never put secrets or document text in `before`/`after`. */
export async function recordAudit(tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> {
  await insertAuditEvent(tx, {
    id: newId(),
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
  });
}
