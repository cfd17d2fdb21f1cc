import type { Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import type { Actor, AuditEntry } from './audit-entry.ts';
import { insertAuditEvent } from './store.ts';

/**
 * Writes one audit event in the change's own transaction; it is linked into the hash chain when that commits. Never put
 * secrets or document text in `before`/`after`.
 */
export async function recordAudit(tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> {
  await insertAuditEvent(tx, { id: newId(), actor, entry });
}
