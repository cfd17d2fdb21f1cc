/** Shapes of knowledge bases, their options and snapshots. Safe for the browser. */
import { z } from 'zod';
import { chunkingSchema, chunkSchema, knowledgeNameSchema } from './content-schemas.ts';

export const embeddingConfigSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('openai-compatible'),
    /** Name of a provider registered under Providers. */
    provider: z.string().min(1),
    model: z.string().min(1),
    dimensions: z.number().int().min(1).max(4096).optional(),
  }),
  z.object({
    kind: z.literal('local'),
    /** Folder that holds an ONNX export and its tokenizer, absolute or under the data folder's `models/`. */
    folder: z.string().min(1),
  }),
]);
export type EmbeddingConfig = z.infer<typeof embeddingConfigSchema>;

/** What becomes of documents that hold instructions to a model or hidden text. */
export const screeningSchema = z.enum(['off', 'flag', 'quarantine']);
export type Screening = z.infer<typeof screeningSchema>;

export const knowledgeSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  chunking: chunkingSchema,
  embedding: embeddingConfigSchema,
  screening: screeningSchema,
  /** 0 before the first snapshot. */
  snapshot: z.number().int(),
  documentCount: z.number().int(),
  chunkCount: z.number().int(),
  byteSize: z.number().int(),
  /** Documents being worked on and documents that failed. */
  activeCount: z.number().int(),
  failedCount: z.number().int(),
  /** A re-index in progress (the old index serves meanwhile), 0–1; null when none. */
  reindexProgress: z.number().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

export const createKnowledgeSchema = z.object({
  name: knowledgeNameSchema,
  description: z.string().max(2000).default(''),
  chunking: chunkingSchema.optional(),
  embedding: embeddingConfigSchema.optional(),
});
export type CreateKnowledge = z.infer<typeof createKnowledgeSchema>;

export const updateKnowledgeSchema = z
  .object({
    description: z.string().max(2000),
    chunking: chunkingSchema,
    embedding: embeddingConfigSchema,
    screening: screeningSchema,
  })
  .partial();
export type UpdateKnowledge = z.infer<typeof updateKnowledgeSchema>;

export const snapshotSchema = z.object({
  number: z.number().int(),
  createdAt: z.iso.datetime(),
  documentCount: z.number().int(),
  chunkCount: z.number().int(),
  /** What changed against the snapshot before it. */
  added: z.number().int(),
  replaced: z.number().int(),
  removed: z.number().int(),
  reason: z.string(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

export const knowledgeDetailSchema = knowledgeSummarySchema.extend({
  /** Why the last re-index ended without taking effect; null when none failed. */
  reindexError: z.string().nullable(),
  /** Options a running re-index will switch to. */
  nextChunking: chunkingSchema.nullable(),
  nextEmbedding: embeddingConfigSchema.nullable(),
});
export type KnowledgeDetail = z.infer<typeof knowledgeDetailSchema>;

export const previewChunkingInputSchema = z
  .object({
    chunking: chunkingSchema,
    /** A document to cut; a few of the knowledge base's when absent. */
    documentId: z.uuid().optional(),
  })
  .strict();
export type PreviewChunkingInput = z.infer<typeof previewChunkingInputSchema>;

const chunkStatisticsSchema = z.object({
  count: z.number().int(),
  minChars: z.number().int(),
  medianChars: z.number().int(),
  maxChars: z.number().int(),
});

export const chunkingPreviewSchema = z.object({
  documents: z.array(
    z.object({
      documentId: z.string(),
      name: z.string(),
      statistics: chunkStatisticsSchema,
      /** Chunks the document has under the options in force. */
      currentCount: z.number().int().nullable(),
      /** The first chunks, in reading order. */
      sample: z.array(chunkSchema),
    }),
  ),
  statistics: chunkStatisticsSchema,
});
export type ChunkingPreview = z.infer<typeof chunkingPreviewSchema>;

/** Path parameters of the API. */
export const knowledgeParamsSchema = z.object({ name: knowledgeNameSchema });
export const documentParamsSchema = z.object({ name: knowledgeNameSchema, id: z.uuid() });
export const revisionParamsSchema = z.object({ revisionId: z.uuid() });
