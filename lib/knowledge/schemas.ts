/**
 * Shapes of the knowledge feature that the server and the screens share.
 * Safe for the browser: nothing here imports anything but zod.
 */
import { z } from 'zod';

/** Knowledge base names appear in URLs and chain documents, so they are slugs. */
export const knowledgeNameSchema = z
  .string()
  .min(1)
  .max(63)
  .regex(
    /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    'Use lower-case letters, digits and hyphens, starting and ending with a letter or digit.',
  );

/** A rectangle on a PDF page, in points (1/72 inch), origin at the page's top left. */
export const boxSchema = z.object({
  page: z.number().int().min(1),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});
export type Box = z.infer<typeof boxSchema>;

export const blockKindSchema = z.enum(['heading', 'paragraph', 'list-item', 'table-row', 'code', 'caption']);
export type BlockKind = z.infer<typeof blockKindSchema>;

/**
 * The smallest piece of a parsed document: what the viewer renders and what a citation can light up.
 * `index` is the position in reading order and is stable for a revision.
 */
export const blockSchema = z.object({
  index: z.number().int().min(0),
  kind: blockKindSchema,
  text: z.string(),
  /** Heading level 1–6; only for headings. */
  level: z.number().int().min(1).max(6).optional(),
  /** Titles of the enclosing headings, outermost first; a heading does not contain itself. */
  headingPath: z.array(z.string()),
  /** First PDF page, PPTX slide or XLSX sheet (1-based) the block stands on. */
  page: z.number().int().min(1).optional(),
  boxes: z.array(boxSchema).optional(),
});
export type Block = z.infer<typeof blockSchema>;

export const parsedDocumentSchema = z.object({
  title: z.string().nullable(),
  /** ISO 639-1 code, or null when the text is too short to tell. */
  language: z.string().nullable(),
  mediaType: z.string(),
  /** Pages of a PDF, slides, sheets; empty for formats without pages. Sizes in points where known. */
  pages: z.array(
    z.object({
      number: z.number().int().min(1),
      label: z.string().optional(),
      width: z.number().optional(),
      height: z.number().optional(),
    }),
  ),
  blocks: z.array(blockSchema),
  /** Parser remarks a person should see, e.g. "2 pages hold only images". */
  warnings: z.array(z.string()),
});
export type ParsedDocument = z.infer<typeof parsedDocumentSchema>;

export const chunkingSchema = z.object({
  /** `structure` never crosses a heading of the same or a higher level; `size` only looks at length. */
  strategy: z.enum(['structure', 'size']).default('structure'),
  /** Upper bound of a chunk, in characters. */
  maxChars: z.number().int().min(200).max(8000).default(1200),
  /** Characters repeated from the end of the previous chunk, cut at a sentence. */
  overlapChars: z.number().int().min(0).max(2000).default(150),
});
export type Chunking = z.infer<typeof chunkingSchema>;
export const defaultChunking: Chunking = chunkingSchema.parse({});

/** A piece of a document as it is indexed. */
export const chunkSchema = z.object({
  ordinal: z.number().int().min(0),
  text: z.string(),
  headingPath: z.array(z.string()),
  /** Range of blocks the chunk was made of, both ends included. */
  blockStart: z.number().int().min(0),
  blockEnd: z.number().int().min(0),
  page: z.number().int().min(1).nullable(),
  boxes: z.array(boxSchema),
});
export type Chunk = z.infer<typeof chunkSchema>;

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

/** Where a revision stands. Order of the work: queued → parsing → chunking → embedding → indexing → ready. */
export const documentStateSchema = z.enum([
  'queued',
  'parsing',
  'chunking',
  'embedding',
  'indexing',
  'ready',
  'failed',
  'cancelled',
]);
export type DocumentState = z.infer<typeof documentStateSchema>;
export const activeDocumentStates: readonly DocumentState[] = [
  'queued',
  'parsing',
  'chunking',
  'embedding',
  'indexing',
];

export const documentSummarySchema = z.object({
  id: z.string(),
  knowledge: z.string(),
  name: z.string(),
  title: z.string().nullable(),
  mediaType: z.string(),
  byteSize: z.number().int(),
  contentHash: z.string(),
  state: documentStateSchema,
  /** 0–1 within the current stage. */
  stageProgress: z.number(),
  error: z.string().nullable(),
  warnings: z.array(z.string()),
  language: z.string().nullable(),
  pageCount: z.number().int().nullable(),
  chunkCount: z.number().int().nullable(),
  /** Latest revision; the one that serves may be an older one while this is being ingested. */
  revisionId: z.string(),
  revision: z.number().int(),
  /** The revision in the latest snapshot, if any. */
  servingRevisionId: z.string().nullable(),
  sourceUrl: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  indexedAt: z.iso.datetime().nullable(),
});
export type DocumentSummary = z.infer<typeof documentSummarySchema>;

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

export const knowledgeSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  chunking: chunkingSchema,
  embedding: embeddingConfigSchema,
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
export type KnowledgeSummary = z.infer<typeof knowledgeSummarySchema>;

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

/** Upload bounds: bytes of one file, files of one request, addresses of one request. */
export const uploadLimits = { maxFileBytes: 500 * 1024 * 1024, maxFiles: 500, maxUrls: 50 } as const;

export const knowledgeDetailSchema = knowledgeSummarySchema.extend({
  /** Why the last re-index ended without taking effect; null when none failed. */
  reindexError: z.string().nullable(),
  /** Options a running re-index will switch to. */
  nextChunking: chunkingSchema.nullable(),
  nextEmbedding: embeddingConfigSchema.nullable(),
});
export type KnowledgeDetail = z.infer<typeof knowledgeDetailSchema>;

/** What became of one file or address of an upload. */
export const uploadOutcomeSchema = z.object({
  /** Null when rejected. */
  documentId: z.string().nullable(),
  /** Display name in the knowledge base; the address for a rejected URL. */
  name: z.string(),
  outcome: z.enum(['created', 'replaced', 'unchanged', 'rejected']),
  error: z.string().optional(),
});
export type UploadOutcome = z.infer<typeof uploadOutcomeSchema>;

export const uploadResultSchema = z.object({ documents: z.array(uploadOutcomeSchema) });

export const addUrlsSchema = z
  .object({ urls: z.array(z.string().trim().min(1).max(2000)).min(1).max(uploadLimits.maxUrls) })
  .strict();
export type AddUrls = z.infer<typeof addUrlsSchema>;

export const documentSorts = [
  'name',
  'updatedAt',
  'createdAt',
  'byteSize',
  'pageCount',
  'chunkCount',
] as const;

/** Query string of a document list. `state` may name one state or `active` for all that are being worked on. */
export const listDocumentsSchema = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
  search: z.string().trim().max(200).default(''),
  state: z.union([documentStateSchema, z.literal('active')]).optional(),
  sort: z.enum(documentSorts).default('updatedAt'),
  order: z.enum(['asc', 'desc']).default('desc'),
});
export type ListDocuments = z.infer<typeof listDocumentsSchema>;

export const documentPageSchema = z.object({
  items: z.array(documentSummarySchema),
  /** Documents that match search and state. */
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
  /** Documents that match the search, by state. */
  counts: z.partialRecord(documentStateSchema, z.number().int()),
});
export type DocumentPage = z.infer<typeof documentPageSchema>;

export const revisionSummarySchema = z.object({
  id: z.string(),
  number: z.number().int(),
  contentHash: z.string(),
  byteSize: z.number().int(),
  state: documentStateSchema,
  error: z.string().nullable(),
  chunkCount: z.number().int().nullable(),
  createdAt: z.iso.datetime(),
  indexedAt: z.iso.datetime().nullable(),
});

export const documentDetailSchema = documentSummarySchema.extend({
  attempts: z.number().int(),
  /** Milliseconds the latest revision spent in each stage so far. */
  stageMs: z.record(z.string(), z.number()),
  /** Newest first. */
  revisions: z.array(revisionSummarySchema),
});
export type DocumentDetail = z.infer<typeof documentDetailSchema>;

/** A revision as the viewer shows it (`GET /api/documents/{revisionId}`). */
export const documentContentSchema = z.object({
  documentId: z.string(),
  revisionId: z.string(),
  revision: z.number().int(),
  /** True when a newer revision of the document serves now. */
  superseded: z.boolean(),
  knowledge: z.string(),
  name: z.string(),
  sourceUrl: z.string().nullable(),
  byteSize: z.number().int(),
  parsed: parsedDocumentSchema,
  /** As indexed; empty before the first snapshot that holds the revision. */
  chunks: z.array(chunkSchema.extend({ chunkId: z.string() })),
});
export type DocumentContent = z.infer<typeof documentContentSchema>;

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
