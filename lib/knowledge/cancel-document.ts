import { assertMayAt, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { transaction } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { requireDocument, stopRevision, summaryOf } from './document-store.ts';
import type { DocumentSummary } from './schemas.ts';
import { requireKnowledge } from './store.ts';

/**
 * Stops what is being done to a document; an older revision of it goes on serving.
 * @throws AppError `conflict` when nothing is being done to it.
 */
export async function cancelDocument(
  caller: Caller,
  name: string,
  documentId: string,
): Promise<DocumentSummary> {
  assertMayAt(caller, 'knowledge.write', { kind: 'knowledge', name });
  const knowledge = await requireKnowledge(name);
  return transaction(async (tx) => {
    const { latest, document } = await requireDocument(knowledge, documentId, tx);
    if (!(await stopRevision(tx, latest.id, `Cancelled by ${caller.name}.`))) {
      throw new AppError('conflict', `"${document.name}" is ${latest.state}; there is nothing to cancel.`);
    }
    await recordAudit(tx, caller, {
      action: 'document.cancelled',
      subject: { kind: 'document', id: document.id, name: document.name },
    });
    const after = await requireDocument(knowledge, documentId, tx);
    return summaryOf(knowledge.name, after.document, after.latest);
  });
}
