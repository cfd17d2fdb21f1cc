import { type ChunkIndex, openChunkIndex, openExistingIndex } from './chunk-index/open-chunk-index.ts';
import { indexFolder, indexTable } from './files.ts';

interface Open {
  knowledgeId: string;
  index: Promise<ChunkIndex>;
}

/** Least recently used first. */
const open = new Map<string, Open>();
const maxOpen = 64;

/** A handle that searches share; it sees what other processes commit. */
export function sharedIndex(
  knowledgeId: string,
  generation: number,
  dimensions: number | null,
): Promise<ChunkIndex> {
  const key = `${knowledgeId}/${generation}`;
  const known = open.get(key);
  if (known !== undefined) {
    open.delete(key);
    open.set(key, known);
    return known.index;
  }
  const index = openIndex(knowledgeId, generation, dimensions);
  const entry = { knowledgeId, index };
  open.set(key, entry);
  // A failure is not remembered.
  index.catch(() => {
    if (open.get(key) === entry) open.delete(key);
  });
  const [oldest] = open.keys();
  if (open.size > maxOpen && oldest !== undefined) forget(oldest);
  return index;
}

/** As `openIndex`, for a table that may or may not have been made; null when it has not. */
export function openMadeIndex(knowledgeId: string, generation: number): Promise<ChunkIndex | null> {
  return openExistingIndex({ folder: indexFolder(knowledgeId), table: indexTable(generation) });
}

/** A handle of one's own, to be closed by the caller. */
export function openIndex(
  knowledgeId: string,
  generation: number,
  dimensions: number | null,
): Promise<ChunkIndex> {
  return openChunkIndex({
    folder: indexFolder(knowledgeId),
    table: indexTable(generation),
    dimensions,
  });
}

/** Lets go of a knowledge base's handles; searches that run with one keep it until they end. */
export function forgetIndexes(knowledgeId?: string): void {
  for (const [key, entry] of open) {
    if (knowledgeId === undefined || entry.knowledgeId === knowledgeId) forget(key);
  }
}

function forget(key: string): void {
  open.delete(key);
}
