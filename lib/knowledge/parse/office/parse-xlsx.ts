import readWorkbook from 'read-excel-file/node';
import type { BlockWriter } from '../block-writer.ts';
import type { FormatContext } from '../format-contract.ts';
import { looksLikeHeader, rowText } from '../table-rows.ts';
import { officeTitle, openOffice, repack } from './open-office.ts';

/** Reads a workbook: each sheet a page under a heading of its name, each row a block with its headers. */
export async function parseXlsx(
  bytes: Uint8Array,
  writer: BlockWriter,
  context: FormatContext,
): Promise<void> {
  const parts = await openOffice(bytes);
  writer.metadataTitle = officeTitle(parts);
  const sheets = await readWorkbook(repack(parts));
  for (const [at, { sheet, data }] of sheets.entries()) {
    const page = at + 1;
    writer.page({ number: page, label: sheet });
    const rows = data.map((row) => row.map(cellText)).filter((row) => row.some((cell) => cell !== ''));
    if (rows.length > 0) writer.heading(sheet, 1, { page });
    writeSheet(rows, page, writer);
    context.onProgress?.({ done: page, total: sheets.length });
  }
}

/** Rows above the header, such as a sheet's title, are paragraphs. */
function writeSheet(rows: readonly string[][], page: number, writer: BlockWriter): void {
  const start = rows.findIndex((row) => row.filter((cell) => cell !== '').length > 1);
  const above = start < 0 ? rows : rows.slice(0, start);
  for (const row of above) writer.add('paragraph', rowText(row, null), { page });
  if (start < 0) return;
  const table = rows.slice(start);
  const header = looksLikeHeader(table.slice(0, 50).map(withoutEmptyEnd)) ? (table[0] ?? null) : null;
  for (const row of header === null ? table : table.slice(1)) {
    writer.add('table-row', rowText(row, header), { page });
  }
}

function withoutEmptyEnd(row: readonly string[]): string[] {
  return row.slice(0, row.findLastIndex((cell) => cell !== '') + 1);
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return dateText(cell);
  return String(cell).trim();
}

/** Dates without their midnight; workbooks know no time zone, the library reads them as UTC. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const text = date.toISOString().replace('T', ' ').slice(0, 16);
  return text.endsWith(' 00:00') ? text.slice(0, 10) : text;
}
