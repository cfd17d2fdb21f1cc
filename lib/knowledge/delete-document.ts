import { assertMayAt, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { enqueue } from '../jobs/index.ts';
import { transaction } from '../platform/db.ts';
import { markDeleted, requireDocument } from './document-store.ts';
import { publishKnowledgeJob } from './jobs.ts';
import { lockKnowledge, requireKnowledge } from './store.ts';

/**
 * Deletes a document everywhere: the next snapshot does without it, and its chunks, files and rows are erased, from
 * older snapshots too, by the job that makes that snapshot.
 */
export async function deleteDocument(caller: Caller, name: string, documentId: string): Promise<void> {
  assertMayAt(caller, 'knowledge.write', { kind: 'knowledge', name });
  const knowledge = await requireKnowledge(name);
  await transaction(async (tx) => {
    await lockKnowledge(tx, knowledge.id, 'share');
    const { document } = await requireDocument(knowledge, documentId, tx);
    await markDeleted(tx, document);
    await enqueue(
      tx,
      publishKnowledgeJob,
      { knowledgeId: knowledge.id },
      { key: knowledge.id, group: knowledge.id },
    );
    await recordAudit(tx, caller, {
      action: 'document.deleted',
      subject: { kind: 'document', id: document.id, name: document.name },
    });
  });
}
