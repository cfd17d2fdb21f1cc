import { type Connection, connect, Index, type Table } from '@lancedb/lancedb';
import { FixedSizeList } from 'apache-arrow';
import {
  fromRow,
  type NewChunk,
  type StoredChunk,
  stillLiving,
  storedColumns,
  tableSchema,
  toRow,
  toWalked,
  type WalkedChunk,
  walkedColumns,
} from './chunk-row.ts';
import { isOneOf, neededByNone, visibleIn, wholeNumber } from './predicate.ts';
import { readAgain } from './read-again.ts';
import { type ChunkSearch, type ChunkSearchResult, searchTable } from './search.ts';
import { StatisticsCache } from './statistics-cache.ts';

export interface ChunkIndexOptions {
  /** Folder of the LanceDB database; made when missing. */
  folder: string;
  /** One table per generation of a knowledge base. */
  table: string;
  /** Length of the vectors; null for a knowledge base without embeddings. */
  dimensions: number | null;
}

/**
 * One LanceDB table of chunks, read at numbered snapshots: a snapshot n sees the rows with
 * `appears_in <= n < leaves_in`, so a published snapshot never changes while later ones are written.
 * One process writes at a time; any number read, and see a write as soon as it is committed.
 */
export interface ChunkIndex {
  /** Adds chunks that snapshot `snapshot` and later ones see. */
  addChunks(chunks: readonly NewChunk[], snapshot: number): Promise<void>;
  /** Takes the living chunks of these revisions out of snapshot `snapshot` and later ones. */
  retireRevisions(revisionIds: readonly string[], snapshot: number): Promise<void>;
  /** Undoes everything written for snapshots after `snapshot`: what a publish that crashed left behind. */
  discardAfter(snapshot: number): Promise<void>;
  /** Removes chunks that none of these snapshots, nor any after the last of them, sees, and their bytes from disk. */
  purge(keep: readonly number[]): Promise<void>;
  /** Removes every chunk of these revisions from every snapshot, and their bytes from disk. */
  eraseRevisions(revisionIds: readonly string[]): Promise<void>;
  /** Compacts files and brings the indexes up to date; for a background job after a publish. */
  optimize(): Promise<void>;
  /** Chunks a snapshot sees. */
  count(snapshot: number): Promise<number>;
  /** Chunks by id, whatever their snapshot, in the order asked for; unknown ids are left out. */
  getChunks(chunkIds: readonly string[]): Promise<StoredChunk[]>;
  /** All chunks of a revision, by ordinal, whatever their snapshot. */
  chunksOfRevision(revisionId: string): Promise<StoredChunk[]>;
  /** Every chunk a snapshot sees, in batches and in no order, of which memory holds one at a time. */
  walk(snapshot: number): AsyncIterable<WalkedChunk[]>;
  search(search: ChunkSearch): Promise<ChunkSearchResult>;
  close(): void;
}

/** Rows from which scanning all vectors is slower than an index. */
const vectorIndexRows = 10_000;
/** How long a reader may go on with files that a compaction replaced. */
const graceMs = 10 * 60_000;

/** Opens the table, creating it with its indexes when missing; safe to do in several processes at once. */
export async function openChunkIndex(options: ChunkIndexOptions): Promise<ChunkIndex> {
  const connection = await connect(options.folder, { readConsistencyInterval: 0 });
  const table = await openOrCreate(connection, options);
  const index = new LanceChunkIndex(table, options.dimensions);
  await index.ensureIndexes();
  return index;
}

/** Of several that find no table, one makes it and the others, told that it is there by now, open that. */
async function openOrCreate(
  connection: Connection,
  options: Omit<ChunkIndexOptions, 'folder'>,
  triesLeft = 5,
): Promise<Table> {
  const { table, dimensions } = options;
  try {
    return (await connection.tableNames()).includes(table)
      ? await connection.openTable(table)
      : await connection.createEmptyTable(table, tableSchema(dimensions));
  } catch (error) {
    if (triesLeft <= 1) throw error;
    return openOrCreate(connection, options, triesLeft - 1);
  }
}

/** Opens a table that was made before, whatever the length of its vectors; null when there is none. */
export async function openExistingIndex(options: {
  folder: string;
  table: string;
}): Promise<ChunkIndex | null> {
  const connection = await connect(options.folder, { readConsistencyInterval: 0 });
  if (!(await connection.tableNames()).includes(options.table)) return null;
  const table = await connection.openTable(options.table);
  const { fields } = await table.schema();
  const vector = fields.find(({ name }) => name === 'vector')?.type;
  return new LanceChunkIndex(table, vector instanceof FixedSizeList ? vector.listSize : null);
}

class LanceChunkIndex implements ChunkIndex {
  readonly #table: Table;
  readonly #dimensions: number | null;
  readonly #statistics: StatisticsCache;

  constructor(table: Table, dimensions: number | null) {
    this.#table = table;
    this.#dimensions = dimensions;
    this.#statistics = new StatisticsCache(table);
  }

  /** Makes the indexes that exist from the first row on: text, and the two columns every read filters by. */
  async ensureIndexes(): Promise<void> {
    await this.#ensureIndex('tokens', () => this.#buildTextIndex());
    for (const column of ['appears_in', 'leaves_in']) {
      await this.#ensureIndex(column, () => this.#table.createIndex(column, { config: Index.btree() }));
    }
  }

  /**
   * Several processes may open a new table at once: one of them makes the index, the others find it made. One that made the
   * table at the same moment may have written over it, which undoes an index under way; then it is made again.
   */
  async #ensureIndex(column: string, build: () => Promise<void>): Promise<void> {
    for (let triesLeft = 5; !(await this.#hasIndex(column)); triesLeft--) {
      try {
        await build();
      } catch (error) {
        if (triesLeft <= 1) throw error;
      }
    }
  }

  async #hasIndex(column: string): Promise<boolean> {
    const indices = await this.#table.listIndices();
    return indices.some(({ columns }) => columns.includes(column));
  }

  async addChunks(chunks: readonly NewChunk[], snapshot: number): Promise<void> {
    if (chunks.length === 0) return;
    const number = wholeNumber(snapshot);
    await this.#table.add(chunks.map((chunk) => toRow(chunk, number, this.#dimensions)));
  }

  async retireRevisions(revisionIds: readonly string[], snapshot: number): Promise<void> {
    if (revisionIds.length === 0) return;
    await this.#table.update({
      where: `${isOneOf('revision_id', revisionIds)} AND leaves_in = ${stillLiving}`,
      valuesSql: { leaves_in: String(wholeNumber(snapshot)) },
    });
  }

  async discardAfter(snapshot: number): Promise<void> {
    const number = wholeNumber(snapshot);
    await this.#table.delete(`appears_in > ${number}`);
    await this.#table.update({
      where: `leaves_in > ${number} AND leaves_in < ${stillLiving}`,
      valuesSql: { leaves_in: String(stillLiving) },
    });
  }

  async purge(keep: readonly number[]): Promise<void> {
    const gone = neededByNone(keep);
    if ((await this.#table.countRows(gone)) === 0) return;
    await this.#table.delete(gone);
    await this.#forgetDeleted();
  }

  async eraseRevisions(revisionIds: readonly string[]): Promise<void> {
    if (revisionIds.length === 0) return;
    await this.#table.delete(isOneOf('revision_id', revisionIds));
    await this.#forgetDeleted();
  }

  async optimize(): Promise<void> {
    await this.#table.optimize({ cleanupOlderThan: new Date(Date.now() - graceMs) });
    if (this.#dimensions === null || (await this.#table.countRows()) < vectorIndexRows) return;
    await this.#ensureIndex('vector', () => this.#buildVectorIndex());
  }

  async count(snapshot: number): Promise<number> {
    const where = visibleIn(snapshot);
    return readAgain(() => this.#table.countRows(where));
  }

  async getChunks(chunkIds: readonly string[]): Promise<StoredChunk[]> {
    if (chunkIds.length === 0) return [];
    const rows = await this.#read(isOneOf('chunk_id', chunkIds));
    const chunks = new Map(rows.map((row) => fromRow(row)).map((chunk) => [chunk.chunkId, chunk]));
    return chunkIds.flatMap((id) => chunks.get(id) ?? []);
  }

  async chunksOfRevision(revisionId: string): Promise<StoredChunk[]> {
    const rows = await this.#read(isOneOf('revision_id', [revisionId]));
    return rows.map((row) => fromRow(row)).sort((a, b) => a.ordinal - b.ordinal);
  }

  async *walk(snapshot: number): AsyncIterable<WalkedChunk[]> {
    const query = this.#table.query().where(visibleIn(snapshot)).select(walkedColumns);
    for await (const batch of query) yield [...batch].map(toWalked);
  }

  search(search: ChunkSearch): Promise<ChunkSearchResult> {
    return readAgain(() => searchTable(this.#table, this.#statistics, search));
  }

  close(): void {
    this.#table.close();
  }

  #read(where: string): Promise<unknown[]> {
    return readAgain(() => this.#table.query().where(where).select(storedColumns).toArray());
  }

  /** Rewrites what deleted rows still stand in: data fragments, the dictionaries of indexes, old versions. */
  async #forgetDeleted(): Promise<void> {
    await this.#moveOneRow();
    await this.#table.optimize();
    await this.#buildTextIndex();
    if (await this.#hasIndex('vector')) await this.#buildVectorIndex();
    await this.#table.optimize({ cleanupOlderThan: new Date(Date.now() + 1000) });
  }

  /**
   * Compaction rewrites a fragment when a tenth of it is deleted or when it has a small neighbour. Updating a
   * row moves it into a fragment of its own, which gives every fragment that neighbour.
   */
  async #moveOneRow(): Promise<void> {
    const [row] = await this.#table.query().select(['chunk_id']).limit(1).toArray();
    if (row === undefined) return;
    const where = isOneOf('chunk_id', [String(row.chunk_id)]);
    await this.#table.update({ where, valuesSql: { appears_in: 'appears_in' } });
  }

  /**
   * IVF over full vectors. Measured on 20,000 clustered vectors of 384 dimensions, build / query P50 / recall@10:
   * none – / 24 ms / 1; IVF-flat 0.3 s / 7.5 ms / 1.00; IVF-RQ 0.3 s / 4.8 ms / 0.92; HNSW-SQ 13 s / 2.3 ms / 0.96.
   * It is the one that loses nothing and is cheap enough to rebuild whenever a document is erased.
   */
  async #buildVectorIndex(): Promise<void> {
    await this.#table.createIndex('vector', {
      config: Index.ivfFlat({ distanceType: 'cosine' }),
      replace: true,
    });
  }

  async #buildTextIndex(): Promise<void> {
    await this.#table.createIndex('tokens', {
      // The column holds finished tokens: LanceDB only has to split them.
      config: Index.fts({
        baseTokenizer: 'whitespace',
        lowercase: false,
        stem: false,
        removeStopWords: false,
        asciiFolding: false,
        maxTokenLength: 400,
        withPosition: false,
      }),
      replace: true,
    });
  }
}
