/** Shapes of a search and its result. Safe for the browser. */
import { z } from 'zod';
import { boxSchema } from './content-schemas.ts';

export const searchModeSchema = z.enum(['keyword', 'vector', 'hybrid']);
export type SearchMode = z.infer<typeof searchModeSchema>;

/** Metadata filters; every given one must match. */
export const searchFiltersSchema = z
  .object({
    documentIds: z.array(z.uuid()).max(200).optional(),
    documentName: z.string().max(500).optional(),
    mediaType: z.string().max(200).optional(),
    language: z.string().max(10).optional(),
  })
  .strict();
export type SearchFilters = z.infer<typeof searchFiltersSchema>;

export const searchInputSchema = z.object({
  query: z.string().trim().min(1, 'Ask something: the query is empty.').max(8000),
  k: z.number().int().min(1).max(100).default(8),
  /** Defaults to `hybrid` when the knowledge base has embeddings, else `keyword`. */
  mode: searchModeSchema.optional(),
  filters: searchFiltersSchema.optional(),
  /** Snapshot number to read; the latest when absent. */
  snapshot: z.number().int().min(1).optional(),
});
export type SearchInput = z.infer<typeof searchInputSchema>;

/** A ranked chunk as it is handed to a model, shown to a person and kept in the inference row. */
export const chunkHitSchema = z.object({
  chunkId: z.string(),
  documentId: z.string(),
  revisionId: z.string(),
  documentName: z.string(),
  documentTitle: z.string().nullable(),
  mediaType: z.string(),
  ordinal: z.number().int(),
  text: z.string(),
  headingPath: z.array(z.string()),
  blockStart: z.number().int(),
  blockEnd: z.number().int(),
  page: z.number().int().nullable(),
  boxes: z.array(boxSchema),
  /** Final ranking score; comparable only within one result. */
  score: z.number(),
  /** What the score was made of, where it applies. */
  scores: z.object({
    keyword: z.number().optional(),
    keywordRank: z.number().int().optional(),
    vector: z.number().optional(),
    vectorRank: z.number().int().optional(),
  }),
  /** A guardrail found instructions in it and let it pass. */
  suspicious: z.boolean().optional(),
});
export type ChunkHit = z.infer<typeof chunkHitSchema>;

export const searchResultSchema = z.object({
  knowledge: z.string(),
  snapshot: z.number().int(),
  mode: searchModeSchema,
  /** Why the mode differs from the one asked for, e.g. no embeddings configured. */
  notice: z.string().nullable(),
  hits: z.array(chunkHitSchema),
  /** Chunks searched. */
  chunkCount: z.number().int(),
  timings: z.object({
    embedMs: z.number(),
    searchMs: z.number(),
    totalMs: z.number(),
  }),
});
export type SearchResult = z.infer<typeof searchResultSchema>;
