import { chunkIdOf } from '../chunk-index/chunk-id.ts';
import type { NewChunk } from '../chunk-index/chunk-row.ts';
import type { ChunkIndex } from '../chunk-index/open-chunk-index.ts';
import type { Prepared } from './prepared.ts';

/** A revision as its chunks carry it. */
export interface ChunkOwner {
  revisionId: string;
  documentId: string;
  documentName: string;
  documentTitle: string | null;
  mediaType: string;
  language: string | null;
}

/** Chunks of one write: each makes a file of its own, so small documents share one. */
const rowsAtOnce = 2000;

/** Collects chunks and writes them to the index in large pieces. */
export class ChunkWriter {
  readonly #index: ChunkIndex;
  readonly #generation: number;
  readonly #snapshot: number;
  #rows: NewChunk[] = [];

  constructor(index: ChunkIndex, generation: number, snapshot: number) {
    this.#index = index;
    this.#generation = generation;
    this.#snapshot = snapshot;
  }

  async add(owner: ChunkOwner, prepared: Prepared): Promise<void> {
    for (const [at, chunk] of prepared.chunks.entries()) {
      const vector = prepared.vectors?.[at];
      this.#rows.push({
        ...chunk,
        chunkId: chunkIdOf(owner.revisionId, this.#generation, chunk.ordinal),
        revisionId: owner.revisionId,
        documentId: owner.documentId,
        documentName: owner.documentName,
        documentTitle: owner.documentTitle,
        mediaType: owner.mediaType,
        language: owner.language,
        ...(vector !== undefined && { vector }),
      });
      if (this.#rows.length >= rowsAtOnce) await this.flush();
    }
  }

  async flush(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    if (rows.length > 0) await this.#index.addChunks(rows, this.#snapshot);
  }
}
