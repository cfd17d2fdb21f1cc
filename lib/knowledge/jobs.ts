/** The background work of knowledge bases; what each does is bound in job-handlers.ts. */
import { z } from 'zod';
import { defineJob } from '../jobs/index.ts';

const ofKnowledge = z.object({ knowledgeId: z.uuid() });

/** Parses, chunks and embeds one revision, then asks for its publication. */
export const ingestDocumentJob = defineJob({
  name: 'ingest-document',
  schema: z.object({ revisionId: z.uuid() }),
  // More than the parser has threads, so that writing and embedding of one go on while others are parsed.
  options: { concurrency: 4, unique: true, expireInSeconds: 6 * 60 * 60 },
});

/** Makes one snapshot of everything that waits in a knowledge base. */
export const publishKnowledgeJob = defineJob({
  name: 'publish-knowledge',
  schema: ofKnowledge,
  options: { concurrency: 2, unique: true, expireInSeconds: 60 * 60 },
});

/** Fills the next generation of the index and switches to it. */
export const reindexKnowledgeJob = defineJob({
  name: 'reindex-knowledge',
  schema: z.object({ knowledgeId: z.uuid(), generation: z.number().int() }),
  options: { concurrency: 1, unique: true, expireInSeconds: 23 * 60 * 60, retryLimit: 3 },
});

/** Compacts the index some time after a publication. */
export const optimizeIndexJob = defineJob({
  name: 'optimize-index',
  schema: ofKnowledge,
  options: { concurrency: 1, unique: true, expireInSeconds: 60 * 60, retryLimit: 2 },
});

/** Removes the folder of a deleted knowledge base. */
export const removeKnowledgeFilesJob = defineJob({
  name: 'remove-knowledge-files',
  schema: ofKnowledge,
  options: { concurrency: 1, unique: true },
});

/** Removes the passages of old snapshots that nothing pins: daily, in the quiet hours. */
export const purgeSnapshotsJob = defineJob({
  name: 'purge-snapshots',
  schema: z.object({}),
  options: {
    concurrency: 1,
    unique: true,
    schedule: '41 3 * * *',
    expireInSeconds: 6 * 60 * 60,
    retryLimit: 2,
  },
});

/** Takes up what a dead worker left: at every start and every minute. */
export const recoverKnowledgeJob = defineJob({
  name: 'recover-knowledge',
  schema: z.object({}),
  options: { concurrency: 1, unique: true, schedule: '* * * * *', atStart: true, retryLimit: 0 },
});

/** Removes vectors of questions that nobody asked for a month. */
export const dropUnusedVectorsJob = defineJob({
  name: 'drop-unused-vectors',
  schema: z.object({}),
  options: { concurrency: 1, unique: true, schedule: '41 3 * * *', retryLimit: 0 },
});
