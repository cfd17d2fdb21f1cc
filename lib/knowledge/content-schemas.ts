/** Shapes of a document's content: blocks, chunks, how it is cut. Safe for the browser. */
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
