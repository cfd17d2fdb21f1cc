import { CsvError, parse } from 'csv-parse/sync';
import type { BlockWriter } from '../block-writer.ts';
import { decodeText } from '../decode-text.ts';
import { looksLikeHeader, rowText } from '../table-rows.ts';
import { sniffDelimiter } from './sniff-delimiter.ts';

/** Reads comma, semicolon, tab or bar separated values: one block per record, "Header: value; …". */
export function parseCsv(bytes: Uint8Array, writer: BlockWriter): void {
  const { text, damaged } = decodeText(bytes);
  if (damaged) writer.warn('Some bytes of this file are not valid text and were replaced.');
  const rows = readRows(text.replaceAll('\0', ''), writer);
  const header = looksLikeHeader(rows.slice(0, 50)) ? (rows[0] ?? null) : null;
  for (const row of header === null ? rows : rows.slice(1)) writer.add('table-row', rowText(row, header));
}

function readRows(text: string, writer: BlockWriter): string[][] {
  const delimiter = sniffDelimiter(text) ?? ',';
  try {
    return records(text, delimiter, true);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    writer.warn(
      `A quote in line ${error.lines ?? '?'} is never closed; quotes were read as ordinary characters.`,
    );
    return records(text, delimiter, false);
  }
}

function records(text: string, delimiter: string, quoted: boolean): string[][] {
  return parse(text, {
    bom: true,
    delimiter,
    quote: quoted ? '"' : false,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    trim: true,
  });
}
