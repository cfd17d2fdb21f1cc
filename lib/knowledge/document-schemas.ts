/** Shapes of documents: uploads, lists, details, contents. Safe for the browser. */
import { z } from 'zod';
import { chunkSchema, parsedDocumentSchema } from './content-schemas.ts';

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
  /** Held back from publication until a reviewer releases it. */
  'quarantined',
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

/** Upload bounds: bytes of one file, files of one request, addresses of one request. */
export const uploadLimits = { maxFileBytes: 500 * 1024 * 1024, maxFiles: 500, maxUrls: 50 } as const;

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

/** `problems` puts failed documents first (descending), the newest first among equals. */
export const documentSorts = [
  'problems',
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
