import type { JobRun } from '../../jobs/index.ts';
import { withLock } from '../../platform/advisory-lock.ts';
import { log } from '../../platform/log.ts';
import { removeIndexTable } from '../files.ts';
import { forgetIndexes, openMadeIndex } from '../open-indexes.ts';
import { knowledgeLock } from './knowledge-lock.ts';
import { allKnowledgeIds, type GenerationUse, generationUses, markUnneeded } from './snapshot-use-store.ts';

/** How long a snapshot that was replaced stays for roll-backs, in milliseconds. */
const keptMs = 30 * 86_400_000;

/**
 * Removes the passages of snapshots that were replaced more than 30 days ago and that nothing pins. Marks first, removes
 * then: after a crash the next run removes what is marked.
 */
export async function purgeSnapshots(run: Pick<JobRun, 'signal'>): Promise<void> {
  for (const knowledgeId of await allKnowledgeIds()) {
    run.signal.throwIfAborted();
    await withLock(knowledgeLock(knowledgeId), () => purgeKnowledge(knowledgeId));
  }
}

async function purgeKnowledge(knowledgeId: string): Promise<void> {
  const marked = await markUnneeded(knowledgeId, new Date(Date.now() - keptMs));
  for (const use of await generationUses(knowledgeId)) await purgeGeneration(knowledgeId, use);
  if (marked > 0) log.info('old snapshots removed', { knowledgeId, snapshots: marked });
}

async function purgeGeneration(knowledgeId: string, { generation, keep }: GenerationUse): Promise<void> {
  const index = await openMadeIndex(knowledgeId, generation);
  if (index === null) return;
  try {
    if (keep.length > 0) await index.purge(keep);
  } finally {
    index.close();
  }
  if (keep.length > 0) return;
  // The latest snapshot is always kept, so this is not the generation in force.
  forgetIndexes(knowledgeId);
  await removeIndexTable(knowledgeId, generation);
}
