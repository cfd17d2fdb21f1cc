import { enqueueAll } from '../../jobs/index.ts';
import { transaction } from '../../platform/db.ts';
import {
  ingestDocumentJob,
  publishKnowledgeJob,
  reindexKnowledgeJob,
  removeKnowledgeFilesJob,
} from '../jobs.ts';
import { findRunningReindexes, findUnfinished, withoutRow } from './ingestion-store.ts';
import { foldersOnDisk, removeAbandonedUploads } from './sweep-files.ts';

/**
 * Queues again everything unfinished, and removes what deleted knowledge bases and broken uploads left on disk. What still waits in the queue is not doubled, and what another worker is busy
 * with is protected by its lock, so this may run at any time.
 */
export async function recoverKnowledge(): Promise<void> {
  const { ingest, publish } = await findUnfinished();
  const reindexes = await findRunningReindexes();
  const folders = await foldersOnDisk();
  for (const id of folders) await removeAbandonedUploads(id);
  const orphans = await withoutRow(folders);
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
    await enqueueAll(
      tx,
      removeKnowledgeFilesJob,
      orphans.map((knowledgeId) => ({ data: { knowledgeId }, key: knowledgeId })),
    );
  });
}
