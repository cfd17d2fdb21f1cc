import { assertMayAt, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { enqueue } from '../jobs/index.ts';
import { transaction } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { requeueRevision, requireDocument, summaryOf } from './document-store.ts';
import { ingestDocumentJob } from './jobs.ts';
import type { DocumentSummary } from './schemas.ts';
import { requireKnowledge } from './store.ts';

/**
 * Takes a failed or cancelled document up again from the start.
 * @throws AppError `conflict` when there is nothing to retry: it is ready, or being worked on.
 */
export async function retryDocument(
  caller: Caller,
  name: string,
  documentId: string,
): Promise<DocumentSummary> {
  assertMayAt(caller, 'knowledge.write', { kind: 'knowledge', name });
  const knowledge = await requireKnowledge(name);
  return transaction(async (tx) => {
    const { latest, document } = await requireDocument(knowledge, documentId, tx);
    if (!(await requeueRevision(tx, latest.id))) {
      const state = latest.state === 'ready' ? 'already indexed' : 'already being worked on';
      throw new AppError(
        'conflict',
        `"${document.name}" is ${state}; only failed and cancelled documents can be retried.`,
      );
    }
    await enqueue(tx, ingestDocumentJob, { revisionId: latest.id }, { key: latest.id });
    await recordAudit(tx, caller, {
      action: 'document.retried',
      subject: { kind: 'document', id: document.id, name: document.name },
    });
    const after = await requireDocument(knowledge, documentId, tx);
    return summaryOf(knowledge.name, after.document, after.latest);
  });
}
