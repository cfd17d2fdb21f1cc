import type { BlockWriter } from '../block-writer.ts';
import { flatten, isContainer } from './flatten.ts';

/** Lines of a large object are cut into blocks of about this many characters. */
const blockChars = 1500;

/**
 * Writes a JSON value: a list of records as one block per record; an object as its own values, then each
 * nested part under a heading of its key.
 */
export function writeJson(value: unknown, writer: BlockWriter): void {
  if (isRecordList(value)) writeRecords(value, writer);
  else if (!isContainer(value) || Array.isArray(value)) writeLines(flatten(value), writer);
  else writeObject(value, writer);
}

function writeObject(value: Record<string, unknown>, writer: BlockWriter): void {
  const entries = Object.entries(value);
  writeLines(
    entries.filter(([, child]) => !isContainer(child)).flatMap(([key, child]) => [...flatten(child, key)]),
    writer,
  );
  for (const [key, child] of entries) {
    if (!isContainer(child)) continue;
    writer.heading(key, 1);
    if (isRecordList(child)) writeRecords(child, writer);
    else writeLines(flatten(child, Array.isArray(child) ? key : ''), writer);
  }
  writer.closeHeadings();
}

/** One record as one block. */
export function writeRecord(record: unknown, writer: BlockWriter): void {
  writer.add('table-row', [...flatten(record)].join('\n'), {}, true);
}

function writeRecords(records: readonly unknown[], writer: BlockWriter): void {
  for (const record of records) writeRecord(record, writer);
}

function writeLines(lines: Iterable<string>, writer: BlockWriter): void {
  let block: string[] = [];
  let length = 0;
  const flush = () => {
    writer.add('paragraph', block.join('\n'), {}, true);
    block = [];
    length = 0;
  };
  for (const line of lines) {
    if (length > 0 && length + line.length > blockChars) flush();
    block.push(line);
    length += line.length + 1;
  }
  flush();
}

function isRecordList(value: unknown): value is unknown[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => isContainer(item) && !Array.isArray(item))
  );
}
