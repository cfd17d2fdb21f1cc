/** One day of an endpoint as a Parquet file on disk, a row group at a time: memory stays flat however many rows there are. */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { ByteWriter, ParquetWriter, type Writer } from 'hyparquet-writer';
import { parquetSchema, schemaVersion } from './columns.ts';
import { pagesOf } from './pages.ts';
import { rowGroup } from './row-group.ts';
import type { Day } from './row-store.ts';
import { WithheldSum } from './withheld-sum.ts';
import { zstd } from './zstd.ts';

export interface WrittenFile {
  rows: number;
  bytes: number;
  sha256: string;
  /** Of the answers it leaves out because of readers; see `WithheldSum`. */
  withheld: string;
}

/**
 * Writes the rows as they are now, oldest first. The same rows give the same bytes. Zero rows leave a file that nobody
 * needs.
 */
export async function writeFile(
  path: string,
  day: Day,
  options: { includeText: boolean; signal: AbortSignal },
): Promise<WrittenFile> {
  const handle = await open(path, 'w', 0o640);
  try {
    const { writer, sum } = hashingWriter(handle);
    const parquet = new ParquetWriter({
      writer,
      schema: parquetSchema,
      codec: 'ZSTD',
      compressors: { ZSTD: zstd },
      createdBy: 'slipway',
      kvMetadata: [{ key: 'slipway.schema_version', value: String(schemaVersion) }],
    });
    const group = rowGroup();
    const withheld = new WithheldSum();
    let rows = 0;
    const writeGroup = async () => {
      rows += group.rows;
      await parquet.write({ columnData: group.columnData(), rowGroupSize: group.rows });
      group.empty();
    };
    for await (const page of pagesOf(day, options)) {
      for (const shown of page) {
        if (shown.withheld) withheld.add(shown.row.id);
        if (group.add(shown)) await writeGroup();
      }
    }
    if (group.rows > 0) await writeGroup();
    await parquet.finish();
    await handle.sync();
    return { rows, bytes: writer.offset, sha256: sum(), withheld: withheld.toString() };
  } finally {
    await handle.close();
  }
}

function hashingWriter(handle: FileHandle): { writer: Writer; sum: () => string } {
  const writer = new ByteWriter();
  const hash = createHash('sha256');
  const flush = async () => {
    const bytes = new Uint8Array(writer.buffer, 0, writer.index);
    hash.update(bytes);
    await handle.writeFile(bytes);
    writer.index = 0;
  };
  return { writer: Object.assign(writer, { flush, finish: flush }), sum: () => hash.digest('hex') };
}
