/** Binds the jobs to their code, which is loaded when the first of its kind runs: only workers pay for parsers. */
import { handleJob, type JobHandler } from '../jobs/index.ts';
import {
  dropUnusedVectorsJob,
  ingestDocumentJob,
  optimizeIndexJob,
  publishKnowledgeJob,
  purgeSnapshotsJob,
  recoverKnowledgeJob,
  reindexKnowledgeJob,
  removeKnowledgeFilesJob,
} from './jobs.ts';

export const knowledgeJobHandlers: readonly JobHandler[] = [
  handleJob(ingestDocumentJob, async (data, run) => {
    const { ingestDocument } = await import('./ingest/ingest-document.ts');
    await ingestDocument(data, run);
  }),
  handleJob(publishKnowledgeJob, async (data, run) => {
    const { publishKnowledge } = await import('./ingest/publish-knowledge.ts');
    await publishKnowledge(data, run);
  }),
  handleJob(reindexKnowledgeJob, async (data, run) => {
    const { reindexKnowledge } = await import('./ingest/reindex-knowledge.ts');
    await reindexKnowledge(data, run);
  }),
  handleJob(optimizeIndexJob, async (data) => {
    const { optimizeIndex } = await import('./ingest/optimize-index.ts');
    await optimizeIndex(data);
  }),
  handleJob(purgeSnapshotsJob, async (_data, run) => {
    const { purgeSnapshots } = await import('./ingest/purge-snapshots.ts');
    await purgeSnapshots(run);
  }),
  handleJob(removeKnowledgeFilesJob, async (data) => {
    const { removeKnowledgeFiles } = await import('./ingest/remove-knowledge-files.ts');
    await removeKnowledgeFiles(data);
  }),
  handleJob(recoverKnowledgeJob, async () => {
    const { recoverKnowledge } = await import('./ingest/recover-knowledge.ts');
    await recoverKnowledge();
  }),
  handleJob(dropUnusedVectorsJob, async () => {
    const { deleteVectorsUnusedFor } = await import('./embedders/embedding-cache-store.ts');
    await deleteVectorsUnusedFor(30);
  }),
];
