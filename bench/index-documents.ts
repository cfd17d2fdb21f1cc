import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v5 } from 'uuid';
import { chunkDocument } from '../lib/knowledge/chunk-document.ts';
import { openChunkIndex } from '../lib/knowledge/chunk-index/open-chunk-index.ts';
import { parseDocument } from '../lib/knowledge/parse/index.ts';
import { type ChunkHit, defaultChunking } from '../lib/knowledge/schemas.ts';

export interface DocumentFile {
  name: string;
  bytes: Uint8Array;
}

export interface DocumentIndex {
  /** Ranked chunks by keyword search. */
  search(query: string, k: number): Promise<ChunkHit[]>;
  close(): Promise<void>;
}

/** Namespace of the documents' ids: the same file has the same id in every run. */
const namespace = '5a3c9f0e-7a3a-4a52-9d0e-0f5b8a2f6c21';

/** Parses, chunks and indexes files as ingestion does, in a temporary folder and without a database. */
export async function indexDocuments(files: readonly DocumentFile[]): Promise<DocumentIndex> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-documents-'));
  const index = await openChunkIndex({ folder, table: 'passages', dimensions: null });
  for (const { name, bytes } of files) {
    const parsed = await parseDocument({ bytes, name });
    const documentId = v5(name, namespace);
    const chunks = chunkDocument(parsed, defaultChunking).map((chunk) => ({
      ...chunk,
      chunkId: v5(String(chunk.ordinal), documentId),
      documentId,
      revisionId: documentId,
      documentName: name,
      documentTitle: parsed.title,
      mediaType: parsed.mediaType,
      language: parsed.language,
    }));
    await index.addChunks(chunks, 1);
  }
  await index.optimize();
  return {
    search: async (query, k) => (await index.search({ query, mode: 'keyword', k, snapshot: 1 })).hits,
    close: async () => {
      index.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
