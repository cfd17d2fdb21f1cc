import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { preparedPath, readGzippedJson, writeGzippedJson } from '../files.ts';
import { type Chunk, chunkSchema } from '../schemas.ts';

/** A revision's chunks with their vectors, on disk between ingestion and publication. */
export interface Prepared {
  chunks: readonly Chunk[];
  /** One for each chunk, all of one length; null without embeddings. */
  vectors: readonly Float32Array[] | null;
}

const fileSchema = z.object({
  chunks: z.array(chunkSchema),
  dimensions: z.number().int().nullable(),
  /** Little-endian 32-bit floats, one vector after another, in base64. */
  vectors: z.string().nullable(),
});

export async function writePrepared(
  knowledgeId: string,
  revisionId: string,
  generation: number,
  prepared: Prepared,
): Promise<void> {
  const stored: z.infer<typeof fileSchema> = {
    chunks: [...prepared.chunks],
    dimensions: prepared.vectors?.[0]?.length ?? null,
    vectors: prepared.vectors === null ? null : packVectors(prepared.vectors),
  };
  await writeGzippedJson(preparedPath(knowledgeId, revisionId, generation), stored);
}

/** Null when there is none for that generation. */
export async function readPrepared(
  knowledgeId: string,
  revisionId: string,
  generation: number,
): Promise<Prepared | null> {
  const stored = await readGzippedJson(preparedPath(knowledgeId, revisionId, generation));
  if (stored === null) return null;
  const { chunks, dimensions, vectors } = fileSchema.parse(stored);
  return {
    chunks,
    vectors: vectors === null || dimensions === null ? null : unpackVectors(vectors, dimensions),
  };
}

export async function removePrepared(
  knowledgeId: string,
  revisionId: string,
  generation: number,
): Promise<void> {
  await rm(preparedPath(knowledgeId, revisionId, generation), { force: true });
}

function packVectors(vectors: readonly Float32Array[]): string {
  const parts = vectors.map((vector) => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength));
  return Buffer.concat(parts).toString('base64');
}

function unpackVectors(packed: string, dimensions: number): Float32Array[] {
  // Copied, because a Buffer may begin at an offset that is no multiple of four.
  const bytes = Uint8Array.from(Buffer.from(packed, 'base64'));
  const all = new Float32Array(bytes.buffer);
  const count = Math.floor(all.length / dimensions);
  return Array.from({ length: count }, (_, at) => all.subarray(at * dimensions, (at + 1) * dimensions));
}
