import { Field, FixedSizeList, Float32, Int32, List, Schema, Utf8 } from 'apache-arrow';
import { z } from 'zod';
import { boxSchema, type Chunk } from '../schemas.ts';
import { indexedTokens } from './indexed-tokens.ts';

/** `leaves_in` of a row that no snapshot has lost yet: the largest 32-bit integer. */
export const stillLiving = 2_147_483_647;

/** A chunk to be indexed. `chunkId` is a UUID, the same for the same chunk whenever it is added. */
export interface NewChunk extends Chunk {
  chunkId: string;
  documentId: string;
  revisionId: string;
  documentName: string;
  documentTitle: string | null;
  mediaType: string;
  /** ISO 639-1 code, or null when unknown. */
  language: string | null;
  /** Required exactly when the table was made with dimensions. */
  vector?: Float32Array | readonly number[];
}

/** A chunk as it is kept, without tokens and vector. */
export interface StoredChunk extends Chunk {
  chunkId: string;
  documentId: string;
  revisionId: string;
  documentName: string;
  documentTitle: string | null;
  mediaType: string;
  language: string | null;
  /** First snapshot that sees the chunk. */
  appearsIn: number;
  /** First snapshot that no longer does; null while every later one will. */
  leavesIn: number | null;
}

/** Columns of a stored chunk. */
export const storedColumns = [
  'chunk_id',
  'document_id',
  'revision_id',
  'document_name',
  'document_title',
  'media_type',
  'language',
  'ordinal',
  'text',
  'heading_path',
  'block_start',
  'block_end',
  'page',
  'boxes',
  'appears_in',
  'leaves_in',
];

/** @param dimensions length of the vectors, or null for a knowledge base without embeddings. */
export function tableSchema(dimensions: number | null): Schema {
  const text = (name: string, nullable = false) => new Field(name, new Utf8(), nullable);
  const integer = (name: string, nullable = false) => new Field(name, new Int32(), nullable);
  const fields: Field[] = [
    text('chunk_id'),
    text('document_id'),
    text('revision_id'),
    text('document_name'),
    text('document_title', true),
    text('media_type'),
    text('language', true),
    integer('ordinal'),
    text('text'),
    text('tokens'),
    new Field('heading_path', new List(new Field('item', new Utf8(), true)), false),
    integer('block_start'),
    integer('block_end'),
    integer('page', true),
    text('boxes'),
    integer('appears_in'),
    integer('leaves_in'),
  ];
  if (dimensions !== null) {
    const item = new Field('item', new Float32(), true);
    fields.push(new Field('vector', new FixedSizeList(dimensions, item), false));
  }
  return new Schema(fields);
}

/** @throws RangeError when the vector does not fit the table. */
export function toRow(chunk: NewChunk, snapshot: number, dimensions: number | null): Record<string, unknown> {
  const length = chunk.vector?.length ?? null;
  if (length !== dimensions) {
    throw new RangeError(
      `Chunk ${chunk.chunkId} has ${length ?? 'no'} vector dimensions, its table ${dimensions ?? 'none'}. ` +
        'The embedding model changed: re-index the knowledge base.',
    );
  }
  return {
    chunk_id: chunk.chunkId,
    document_id: chunk.documentId,
    revision_id: chunk.revisionId,
    document_name: chunk.documentName,
    document_title: chunk.documentTitle,
    media_type: chunk.mediaType,
    language: chunk.language,
    ordinal: chunk.ordinal,
    text: chunk.text,
    tokens: indexedTokens(chunk).join(' '),
    heading_path: chunk.headingPath,
    block_start: chunk.blockStart,
    block_end: chunk.blockEnd,
    page: chunk.page,
    boxes: JSON.stringify(chunk.boxes),
    appears_in: snapshot,
    leaves_in: stillLiving,
    ...(chunk.vector === undefined ? {} : { vector: Array.from(chunk.vector) }),
  };
}

const rowSchema = z.object({
  chunk_id: z.string(),
  document_id: z.string(),
  revision_id: z.string(),
  document_name: z.string(),
  document_title: z.string().nullable(),
  media_type: z.string(),
  language: z.string().nullable(),
  ordinal: z.number(),
  text: z.string(),
  heading_path: z.custom<Iterable<string>>().transform((path) => [...path]),
  block_start: z.number(),
  block_end: z.number(),
  page: z.number().nullable(),
  boxes: z.string().transform((json) => z.array(boxSchema).parse(JSON.parse(json))),
  appears_in: z.number(),
  leaves_in: z.number(),
});

/** Reads a row selected with `storedColumns`. */
export function fromRow(row: unknown): StoredChunk {
  const it = rowSchema.parse(row);
  return {
    chunkId: it.chunk_id,
    documentId: it.document_id,
    revisionId: it.revision_id,
    documentName: it.document_name,
    documentTitle: it.document_title,
    mediaType: it.media_type,
    language: it.language,
    ordinal: it.ordinal,
    text: it.text,
    headingPath: it.heading_path,
    blockStart: it.block_start,
    blockEnd: it.block_end,
    page: it.page,
    boxes: it.boxes,
    appearsIn: it.appears_in,
    leavesIn: it.leaves_in === stillLiving ? null : it.leaves_in,
  };
}

/** What is needed of a chunk to compare it with all others. */
export interface WalkedChunk {
  chunkId: string;
  documentId: string;
  revisionId: string;
  documentName: string;
  page: number | null;
  text: string;
}

export const walkedColumns = ['chunk_id', 'document_id', 'revision_id', 'document_name', 'page', 'text'];

const walkedSchema = rowSchema.pick({
  chunk_id: true,
  document_id: true,
  revision_id: true,
  document_name: true,
  page: true,
  text: true,
});

/** Reads a row selected with `walkedColumns`. */
export function toWalked(row: unknown): WalkedChunk {
  const it = walkedSchema.parse(row);
  return {
    chunkId: it.chunk_id,
    documentId: it.document_id,
    revisionId: it.revision_id,
    documentName: it.document_name,
    page: it.page,
    text: it.text,
  };
}
