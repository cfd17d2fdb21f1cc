import { assertMayEverywhere, type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { setRevisionVerdict } from '../guardrails/index.ts';
import { enqueue } from '../jobs/index.ts';
import { transaction } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { requireDocument, summaryOf } from './document-store.ts';
import { markReleased } from './ingest/ingestion-store.ts';
import { publishKnowledgeJob } from './jobs.ts';
import type { DocumentSummary } from './schemas.ts';
import { lockKnowledge, requireKnowledge } from './store.ts';

/**
 * Lets a quarantined document be published; what was found in it is decided on with that.
 * @throws AppError `conflict` when it is not in quarantine.
 */
export async function releaseDocument(
  caller: Caller,
  name: string,
  documentId: string,
): Promise<DocumentSummary> {
  assertMayEverywhere(caller, 'guardrails.review');
  const knowledge = await requireKnowledge(name);
  return transaction(async (tx) => {
    await lockKnowledge(tx, knowledge.id, 'share');
    const { latest, document } = await requireDocument(knowledge, documentId, tx);
    if (!(await markReleased(tx, latest.id))) {
      throw new AppError('conflict', `"${document.name}" is ${latest.state}; there is nothing to release.`);
    }
    await setRevisionVerdict(tx, latest.id, { id: userIdOf(caller), name: caller.name });
    await enqueue(
      tx,
      publishKnowledgeJob,
      { knowledgeId: knowledge.id },
      { key: knowledge.id, group: knowledge.id },
    );
    await recordAudit(tx, caller, {
      action: 'document.released',
      subject: { kind: 'document', id: document.id, name: document.name },
    });
    const after = await requireDocument(knowledge, documentId, tx);
    return summaryOf(knowledge.name, after.document, after.latest);
  });
}
