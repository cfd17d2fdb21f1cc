/** One day of an endpoint as a Parquet file on disk, a row group at a time: memory stays flat however many rows there are. */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { ByteWriter, ParquetWriter, type Writer } from 'hyparquet-writer';
import { findWithheld } from '../../inference/index.ts';
import { columns, parquetSchema, schemaVersion } from './columns.ts';
import { type Day, type LogRow, readRows } from './row-store.ts';
import type { Shown } from './shown.ts';

export interface WrittenFile {
  rows: number;
  bytes: number;
  sha256: string;
}

const pageRows = 500;
/** A row group ends with whichever comes first. */
const groupRows = 10_000;
const groupChars = 8_000_000;

/**
 * Writes the rows as they are now, oldest first. The same rows give the same bytes. Zero rows leave a file that nobody
 * needs.
 */
export async function writeFile(
  path: string,
  day: Day,
  { includeText, signal }: { includeText: boolean; signal: AbortSignal },
): Promise<WrittenFile> {
  const handle = await open(path, 'w', 0o640);
  try {
    const { writer, sum } = hashingWriter(handle);
    const parquet = new ParquetWriter({
      writer,
      schema: parquetSchema,
      createdBy: 'slipway',
      kvMetadata: [{ key: 'slipway.schema_version', value: String(schemaVersion) }],
    });
    let rows = 0;
    for await (const group of groupsOf(day, includeText, signal)) {
      await parquet.write({ columnData: transposed(group), rowGroupSize: group.length });
      rows += group.length;
    }
    await parquet.finish();
    await handle.sync();
    return { rows, bytes: writer.offset, sha256: sum() };
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

async function* groupsOf(day: Day, includeText: boolean, signal: AbortSignal): AsyncGenerator<Shown[]> {
  let group: Shown[] = [];
  let chars = 0;
  for await (const page of pagesOf(day, signal)) {
    const withheld = includeText ? await findWithheld(idsOf(page), []) : new Set<string>();
    for (const row of page) {
      const text = includeText && row.text_removed_at === null;
      group.push({ row, text, withheld: withheld.has(row.id) });
      chars += row.output.length + JSON.stringify(row.input).length;
    }
    if (group.length < groupRows && chars < groupChars) continue;
    yield group;
    group = [];
    chars = 0;
  }
  if (group.length > 0) yield group;
}

function idsOf(rows: readonly LogRow[]): string[] {
  return rows.map(({ id }) => id);
}

async function* pagesOf(day: Day, signal: AbortSignal): AsyncGenerator<LogRow[]> {
  for (let after: string | null = null; ; ) {
    signal.throwIfAborted();
    const page: LogRow[] = await readRows(day, after, pageRows);
    if (page.length > 0) yield page;
    if (page.length < pageRows) return;
    after = page.at(-1)?.id ?? null;
  }
}

function transposed(group: readonly Shown[]) {
  return columns.map(({ name, of }) => ({ name, data: group.map(of) }));
}
