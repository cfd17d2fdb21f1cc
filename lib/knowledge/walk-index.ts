import type { WalkedChunk } from './chunk-index/chunk-row.ts';
import { openMadeIndex } from './open-indexes.ts';
import { freshKnowledgeView } from './serving-view.ts';
import { knowledgeNames, servingRevisions } from './store.ts';

export type { WalkedChunk };

export interface IndexState {
  name: string;
  /** When the latest snapshot was published; null before the first. */
  publishedAt: Date | null;
  snapshot: number;
  chunks: number;
}

/** Of every knowledge base. Checks nothing: for the system itself. */
export async function indexStates(): Promise<IndexState[]> {
  const names = await knowledgeNames();
  return Promise.all(
    names.map(async ({ name }) => {
      const { snapshot } = await freshKnowledgeView(name);
      return {
        name,
        publishedAt: snapshot?.createdAt ?? null,
        snapshot: snapshot?.number ?? 0,
        chunks: snapshot?.chunkCount ?? 0,
      };
    }),
  );
}

/**
 * Every chunk of the latest snapshot, in batches, and whether its revision is the one its document serves: a chunk whose is not
 * belongs to nothing. Checks nothing: for the system itself.
 */
export async function* walkIndex(name: string): AsyncIterable<(WalkedChunk & { serving: boolean })[]> {
  const { id, snapshot } = await freshKnowledgeView(name);
  if (snapshot === null) return;
  const index = await openMadeIndex(id, snapshot.generation);
  if (index === null) return;
  try {
    const serving = await servingRevisions(id);
    for await (const batch of index.walk(snapshot.number)) {
      yield batch.map((chunk) => ({ ...chunk, serving: serving.has(chunk.revisionId) }));
    }
  } finally {
    index.close();
  }
}
