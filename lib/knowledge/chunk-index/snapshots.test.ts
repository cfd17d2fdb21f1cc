import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { expect, it } from 'vitest';
import { chunkIdOf } from './chunk-id.ts';
import type { NewChunk } from './chunk-row.ts';
import { type ChunkIndex, openChunkIndex } from './open-chunk-index.ts';

/** What happens to an index, in the order it may happen. */
type Step =
  | { kind: 'publish' | 'crash'; added: number; retired: number }
  | { kind: 'purge'; unpinned: readonly number[] }
  | { kind: 'erase'; which: number }
  | { kind: 'optimize' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom('publish', 'crash' as const),
      added: fc.integer({ min: 0, max: 3 }),
      retired: fc.integer({ min: 0, max: 2 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('purge' as const),
      unpinned: fc.array(fc.nat(), { maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('erase' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('optimize' as const) }) },
);

function chunksOf(revisionId: string): NewChunk[] {
  return [0, 1].map((ordinal) => ({
    chunkId: chunkIdOf(revisionId, 1, ordinal),
    documentId: uuid(),
    revisionId,
    documentName: 'a.md',
    documentTitle: null,
    mediaType: 'text/markdown',
    language: 'en',
    ordinal,
    text: `pump ${revisionId}`,
    headingPath: [],
    blockStart: ordinal,
    blockEnd: ordinal,
    page: null,
    boxes: [],
  }));
}

/** The index beside plain sets: for every pinned snapshot, the revisions it must show. */
class Model {
  readonly #index: ChunkIndex;
  readonly #pinned = new Map<number, ReadonlySet<string>>([[0, new Set()]]);
  #latest = 0;

  constructor(index: ChunkIndex) {
    this.#index = index;
  }

  async apply(given: Step): Promise<void> {
    if (given.kind === 'optimize') await this.#index.optimize();
    else if (given.kind === 'purge') await this.#purge(given.unpinned);
    else if (given.kind === 'erase') await this.#erase(given.which);
    else await this.#write(given);
  }

  async #write({ kind, added, retired }: Extract<Step, { added: number }>): Promise<void> {
    const number = this.#latest + 1;
    const living = [...(this.#pinned.get(this.#latest) ?? [])];
    const fresh = Array.from({ length: added }, () => uuid());
    const gone = living.slice(0, retired);
    await this.#index.addChunks(fresh.flatMap(chunksOf), number);
    await this.#index.retireRevisions(gone, number);
    if (kind === 'crash') {
      await this.#index.discardAfter(this.#latest);
      return;
    }
    this.#latest = number;
    this.#pinned.set(number, new Set([...living.slice(retired), ...fresh]));
  }

  /** Unpins any snapshots but the latest, in the middle too. */
  async #purge(unpinned: readonly number[]): Promise<void> {
    for (const which of unpinned) {
      const older = [...this.#pinned.keys()].filter((number) => number !== this.#latest);
      const chosen = older[which % Math.max(1, older.length)];
      if (chosen !== undefined) this.#pinned.delete(chosen);
    }
    await this.#index.purge([...this.#pinned.keys()]);
  }

  async #erase(which: number): Promise<void> {
    const all = [...new Set([...this.#pinned.values()].flatMap((revisions) => [...revisions]))];
    const erased = all[which % Math.max(1, all.length)];
    if (erased === undefined) return;
    await this.#index.eraseRevisions([erased]);
    for (const [number, revisions] of this.#pinned) {
      this.#pinned.set(number, new Set([...revisions].filter((revision) => revision !== erased)));
    }
  }

  async check(): Promise<void> {
    for (const [snapshot, revisions] of this.#pinned) {
      const { hits } = await this.#index.search({ query: 'pump', mode: 'keyword', k: 200, snapshot });
      const expected = [...revisions].flatMap((revision) => chunksOf(revision).map(({ chunkId }) => chunkId));
      expect(hits.map(({ chunkId }) => chunkId).sort()).toEqual(expected.sort());
      expect(await this.#index.count(snapshot)).toBe(expected.length);
    }
  }
}

it('shows every pinned snapshot as it was published, whatever happens after', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      const folder = await mkdtemp(join(tmpdir(), 'snapshots-'));
      const index = await openChunkIndex({ folder, table: 'g1', dimensions: null });
      try {
        const model = new Model(index);
        for (const each of steps) {
          await model.apply(each);
          await model.check();
        }
      } finally {
        index.close();
        await rm(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 12 },
  );
});
