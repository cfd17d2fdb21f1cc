import { enqueueAll } from '../../jobs/index.ts';
import { transaction } from '../../platform/db.ts';
import { ingestDocumentJob, publishKnowledgeJob, reindexKnowledgeJob } from '../jobs.ts';
import { findRunningReindexes, findUnfinished } from './ingestion-store.ts';

/**
 * Queues again everything unfinished. What still waits in the queue is not doubled, and what another worker is busy
 * with is protected by its lock, so this may run at any time.
 */
export async function recoverKnowledge(): Promise<void> {
  const { ingest, publish } = await findUnfinished();
  const reindexes = await findRunningReindexes();
  await transaction(async (tx) => {
    await enqueueAll(
      tx,
      ingestDocumentJob,
      ingest.map((revisionId) => ({ data: { revisionId }, key: revisionId })),
    );
    await enqueueAll(
      tx,
      publishKnowledgeJob,
      publish.map((knowledgeId) => ({ data: { knowledgeId }, key: knowledgeId, group: knowledgeId })),
    );
    await enqueueAll(
      tx,
      reindexKnowledgeJob,
      reindexes.map(({ knowledgeId, generation }) => ({
        data: { knowledgeId, generation },
        key: `${knowledgeId}/${generation}`,
      })),
    );
  });
}
