import { assertMayAt, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { enqueue } from '../jobs/index.ts';
import { type Tx, transaction } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { publishChange } from '../platform/events.ts';
import { removeKnowledgeFilesJob } from './jobs.ts';
import { deleteKnowledgeRow, lockKnowledge, requireKnowledge, usesOfKnowledge } from './store.ts';

/**
 * Deletes a knowledge base with all its documents and snapshots; its files go by a job after the commit. Throws
 * `not_found`, or `conflict` (reason `knowledge_in_use`) while a version that is in use searches it.
 */
export async function deleteKnowledge(caller: Caller, name: string): Promise<void> {
  assertMayAt(caller, 'knowledge.write', { kind: 'knowledge', name });
  const { id } = await requireKnowledge(name);
  await transaction(async (tx) => {
    if ((await lockKnowledge(tx, id, 'update')) === null) return;
    await assertUnused(tx, name);
    await deleteKnowledgeRow(tx, id);
    await enqueue(tx, removeKnowledgeFilesJob, { knowledgeId: id }, { key: id });
    await recordAudit(tx, caller, {
      action: 'knowledge.deleted',
      subject: { kind: 'knowledge', id, name },
    });
    await publishChange(tx, { topic: 'knowledge', key: name });
  });
}

async function assertUnused(tx: Tx, name: string): Promise<void> {
  const uses = await usesOfKnowledge(tx, name);
  if (uses.length === 0) return;
  throw new AppError(
    'conflict',
    `The knowledge base "${name}" is searched by ${uses.join(', ')}. Move aliases, stages and endpoints away from ${uses.length === 1 ? 'it' : 'them'} first.`,
    { reason: 'knowledge_in_use' },
  );
}
