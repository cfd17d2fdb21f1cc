import type { BlockWriter } from '../block-writer.ts';
import { decodeText } from '../decode-text.ts';
import { ParseError } from '../errors.ts';
import { writeJson, writeRecord } from './write-json.ts';

/** Reads a JSON document. */
export function parseJson(bytes: Uint8Array, writer: BlockWriter): void {
  let value: unknown;
  try {
    value = JSON.parse(textOf(bytes));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown reason';
    throw new ParseError('malformed', `This is not valid JSON: ${reason}.`, { cause: error });
  }
  if (typeof value === 'object' && value !== null && 'title' in value && typeof value.title === 'string') {
    writer.metadataTitle = value.title;
  }
  writeJson(value, writer);
}

/** Reads JSON Lines: one record per line; a bad line is left out and named in a warning. */
export function parseJsonLines(bytes: Uint8Array, writer: BlockWriter): void {
  for (const [at, line] of textOf(bytes).split('\n').entries()) {
    if (line.trim() === '') continue;
    let record: unknown;
    try {
      record = JSON.parse(line);
    } catch {
      writer.warn(`Line ${at + 1} is not valid JSON and was left out.`);
      continue;
    }
    writeRecord(record, writer);
  }
}

function textOf(bytes: Uint8Array): string {
  return decodeText(bytes)
    .text.replace(/^\ufeff/, '')
    .replaceAll('\0', '');
}
