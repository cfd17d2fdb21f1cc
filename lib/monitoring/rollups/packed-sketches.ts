/**
 * The distributions of one rollup row as bytes, `metric_*.sketches`:
 *
 *     count of slices (1 byte) · where each slice ends, from the beginning (3 bytes each, little-endian) · slices
 *
 * A slice is empty, or: number of buckets · sum · for each bucket, ascending, its distance from the one before (of the first,
 * its zigzag number) and its count; all as LEB128 variable-length integers. A slice says itself where it ends, so slices that
 * PostgreSQL strings together (`string_agg`) are their own merge: that is how readings fetch one distribution of thousands of rows.
 */

import { zeroBucket } from '../sketch.ts';
import { type DistributionName, distributionNames, placeOf } from './measures.ts';
import type { SketchBuffer } from './sketch-buffer.ts';

const offsetBytes = 3;

/** What can be packed. */
export interface Packable {
  readonly total: number;
  /** At the scale of the distribution. */
  readonly sum: number;
  /** Buckets, ascending, and their counts, in turns. */
  entries(): number[];
}

/** Bytes that grow. */
class Writer {
  bytes = Buffer.allocUnsafe(4096);
  length = 0;

  varint(value: number): void {
    if (this.length + 10 > this.bytes.length) this.bytes = Buffer.concat([this.bytes], this.bytes.length * 2);
    let rest = value;
    while (rest >= 128) {
      this.bytes[this.length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.length++] = rest;
  }
}

const writer = new Writer();

function writeSlice(sketch: Packable): void {
  const entries = sketch.entries();
  if (entries.length === 0) return;
  writer.varint(entries.length / 2);
  writer.varint(sketch.sum);
  let before = 0;
  for (let at = 0; at < entries.length; at += 2) {
    const bucket = entries[at] ?? 0;
    writer.varint(at > 0 ? bucket - before : bucket < 0 ? -2 * bucket - 1 : 2 * bucket);
    writer.varint(entries[at + 1] ?? 0);
    before = bucket;
  }
}

/** Null when nothing was measured. */
export function packSketches(sketches: ReadonlyMap<DistributionName, Packable>): Buffer | null {
  const slices = distributionNames.findLastIndex((name) => (sketches.get(name)?.total ?? 0) > 0) + 1;
  if (slices === 0) return null;
  const header = Buffer.alloc(1 + offsetBytes * slices);
  header[0] = slices;
  writer.length = 0;
  for (const [place, name] of distributionNames.slice(0, slices).entries()) {
    const sketch = sketches.get(name);
    if (sketch !== undefined) writeSlice(sketch);
    header.writeUIntLE(header.length + writer.length, 1 + offsetBytes * place, offsetBytes);
  }
  return Buffer.concat([header, writer.bytes.subarray(0, writer.length)]);
}

/** One distribution's slice; empty when there is none. */
export function sliceOf(packed: Buffer, place: number): Buffer {
  const slices = packed[0] ?? 0;
  if (place >= slices) return Buffer.alloc(0);
  const end = (at: number) => packed.readUIntLE(1 + offsetBytes * at, offsetBytes);
  return packed.subarray(place === 0 ? 1 + offsetBytes * slices : end(place - 1), end(place));
}

/** As many bytes as say where slices are; in SQL, of a column. A row that lies out of line is not fetched as a whole for it. */
export function headerSql(column: string): string {
  return `substring(${column} FROM 1 FOR ${1 + offsetBytes * distributionNames.length})`;
}

function endSql(header: string, place: number): string {
  const first = 1 + offsetBytes * place;
  return `(get_byte(${header}, ${first}) | (get_byte(${header}, ${first + 1}) << 8) | (get_byte(${header}, ${first + 2}) << 16))`;
}

/**
 * What a reading of some distributions needs of a column, in SQL: of one its slice; of several everything up to the last of them,
 * because fetching a piece of a row costs more than the bytes between. Strung together, they are `Strung`.
 */
export function cutSql(column: string, header: string, names: readonly DistributionName[]): string {
  const places = names.map(placeOf);
  const last = Math.max(...places);
  if (names.length > 1)
    return `CASE WHEN get_byte(${header}, 0) > ${last} THEN substring(${column} FROM 1 FOR ${endSql(header, last)}) ELSE ${column} END`;
  const begin = last === 0 ? `(1 + ${offsetBytes} * get_byte(${header}, 0))` : endSql(header, last - 1);
  return `CASE WHEN get_byte(${header}, 0) > ${last}
    THEN substring(${column} FROM ${begin} + 1 FOR ${endSql(header, last)} - ${begin}) END`;
}

/** What `cutSql` cuts of many rows for the same distributions, one behind the other. */
export class Strung {
  readonly #bytes: Buffer;
  readonly #last: number;
  readonly #alone: boolean;

  constructor(bytes: Buffer, names: readonly DistributionName[]) {
    this.#bytes = bytes;
    this.#last = Math.max(...names.map(placeOf));
    this.#alone = names.length === 1;
  }

  /** Adds one of the distributions to a buffer. */
  addTo(buffer: SketchBuffer, name: DistributionName): void {
    const bytes = this.#bytes;
    if (this.#alone) {
      addSlices(bytes, buffer);
      return;
    }
    const place = placeOf(name);
    for (let at = 0; at < bytes.length; ) {
      const slices = bytes[at] ?? 0;
      const ends = at + 1;
      const end = (of: number) => at + bytes.readUIntLE(ends + offsetBytes * of, offsetBytes);
      if (place < slices)
        addSlices(bytes, buffer, place === 0 ? ends + offsetBytes * slices : end(place - 1), end(place));
      at = end(Math.min(this.#last, slices - 1));
    }
  }
}

/**
 * Adds slices, one behind the other, to a buffer. Numbers mostly take one byte: that case is written out, here and where the buffer
 * is written to, because a page reads a million of them.
 */
export function addSlices(bytes: Uint8Array, buffer: SketchBuffer, from = 0, to = bytes.length): void {
  let at = from;
  const long = (first: number): number => {
    let value = first & 127;
    for (let scale = 128; ; scale *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const { counts } = buffer;
  while (at < to) {
    let byte = bytes[at++] ?? 0;
    const buckets = byte < 128 ? byte : long(byte);
    byte = bytes[at++] ?? 0;
    const sum = byte < 128 ? byte : long(byte);
    byte = bytes[at++] ?? 0;
    const first = byte < 128 ? byte : long(byte);
    const low = (first % 2 === 1 ? -(first + 1) / 2 : first / 2) - zeroBucket;
    let index = low;
    let total = 0;
    for (let left = buckets; ; ) {
      byte = bytes[at++] ?? 0;
      const count = byte < 128 ? byte : long(byte);
      counts[index] = (counts[index] ?? 0) + count;
      total += count;
      left -= 1;
      if (left <= 0) break;
      byte = bytes[at++] ?? 0;
      index += byte < 128 ? byte : long(byte);
    }
    buffer.note(low, index, total, sum);
  }
}
