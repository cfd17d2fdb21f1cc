import type { Table } from '@lancedb/lancedb';
import { z } from 'zod';
import { type CollectionStatistics, collectionStatistics } from './collection-statistics.ts';

/** Rows looked at: enough to tell common words from rare ones, few enough to read in a tenth of a second. */
const sampleRows = 4096;
/** Share of rows by which the table may change before the statistics are taken again. */
const staleShare = 0.1;

const sampledRow = z.object({ tokens: z.string(), language: z.string().nullable() });

/**
 * Statistics of a table, taken from evenly spaced rows and kept until the table has changed by a tenth.
 * They cover all rows, whatever their snapshot, as LanceDB's own scores do.
 */
export class StatisticsCache {
  readonly #table: Table;
  #statistics: Promise<CollectionStatistics> | undefined;
  #documents = -1;

  constructor(table: Table) {
    this.#table = table;
  }

  async current(): Promise<CollectionStatistics> {
    const documents = await this.#table.countRows();
    const change = Math.abs(documents - this.#documents);
    if (this.#statistics === undefined || change > staleShare * this.#documents) {
      this.#documents = documents;
      this.#statistics = this.#take(documents).catch((error: unknown) => {
        this.#statistics = undefined;
        throw error;
      });
    }
    return this.#statistics;
  }

  async #take(documents: number): Promise<CollectionStatistics> {
    const columns = ['tokens', 'language'];
    const step = documents / sampleRows;
    const rows =
      step <= 1
        ? await this.#table.query().select(columns).toArray()
        : await this.#table
            .takeOffsets(Array.from({ length: sampleRows }, (_, at) => Math.floor(at * step)))
            .select(columns)
            .toArray();
    const sample = rows
      .map((row) => sampledRow.parse(row))
      .map(({ tokens, language }) => ({ tokens: tokens.split(' '), language }));
    return collectionStatistics(sample, documents);
  }
}
