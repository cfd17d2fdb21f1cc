import { withLock } from '../../platform/advisory-lock.ts';
import { prisma } from '../../platform/db.ts';
import { openIndex } from '../open-indexes.ts';
import { findKnowledge, findSnapshot } from '../store.ts';
import { knowledgeLock } from './knowledge-lock.ts';

/** Compacts the serving index and, once it is large, gives it a vector index. */
export async function optimizeIndex(data: { knowledgeId: string }): Promise<void> {
  await withLock(knowledgeLock(data.knowledgeId), async () => {
    const knowledge = await findKnowledge(prisma(), { id: data.knowledgeId });
    if (knowledge === null || knowledge.snapshot === 0) return;
    const snapshot = await findSnapshot(prisma(), knowledge.id, knowledge.snapshot);
    if (snapshot === null) return;
    const index = await openIndex(knowledge.id, snapshot.generation, snapshot.dimensions);
    try {
      await index.optimize();
    } finally {
      index.close();
    }
  });
}
