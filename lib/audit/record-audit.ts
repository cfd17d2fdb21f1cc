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
  userAgent?: string | null;
}

export interface AuditEntry {
  /** `<subject kind>.<past participle>`, e.g. `knowledge.created`. */
  action: string;
  /** `id` stays when a person is erased, so it is never a name or an address of one. */
  subject: { kind: string; id: string; name: string };
  before?: Prisma.InputJsonValue;
  after?: Prisma.InputJsonValue;
  /** The change request or incident this belongs to. Stays when a person is erased. */
  ticket?: string;
  /** True for what was asked for and not allowed. */
  refused?: boolean;
}

/**
 * Writes one audit event in the change's own transaction; it is linked into the hash chain when that commits. Never put
 * secrets or document text in `before`/`after`.
 */
export async function recordAudit(tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> {
  await insertAuditEvent(tx, { id: newId(), actor, entry });
}
