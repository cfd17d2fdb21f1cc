import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { enqueue } from '../jobs/index.ts';
import { transaction } from '../platform/db.ts';
import { publishChange } from '../platform/events.ts';
import { removeKnowledgeFilesJob } from './jobs.ts';
import { deleteKnowledgeRow, lockKnowledge, requireKnowledge } from './store.ts';

/** Deletes a knowledge base with all its documents and snapshots; its files go by a job after the commit. */
export async function deleteKnowledge(caller: Caller, name: string): Promise<void> {
  assertMay(caller, 'knowledge.write');
  const { id } = await requireKnowledge(name);
  await transaction(async (tx) => {
    if ((await lockKnowledge(tx, id, 'update')) === null) return;
    await deleteKnowledgeRow(tx, id);
    await enqueue(tx, removeKnowledgeFilesJob, { knowledgeId: id }, { key: id });
    await recordAudit(tx, caller, {
      action: 'knowledge.deleted',
      subject: { kind: 'knowledge', id, name },
    });
    await publishChange(tx, { topic: 'knowledge', key: name });
  });
}
