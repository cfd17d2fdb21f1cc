/**
 * The distributions of one rollup row as bytes, `metric_*.sketches`:
 *
 *     count of slices (1 byte) · where each slice ends, from the beginning (3 bytes each, little-endian) · slices
 *
 * A slice is empty, or: number of buckets · sum · for each bucket, ascending, its distance from the one before (of the first,
 * its zigzag number) and its count; all as LEB128 variable-length integers. A slice says itself where it ends, so slices that
 * PostgreSQL strings together (`string_agg`) are their own merge: that is how readings fetch one distribution of thousands of rows.
 */
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

/** `sliceOf` in SQL, of a column and its header. */
export function sliceSql(column: string, header: string, name: DistributionName): string {
  const place = placeOf(name);
  const end = (at: number) => {
    const first = 1 + offsetBytes * at;
    return `(get_byte(${header}, ${first}) | (get_byte(${header}, ${first + 1}) << 8) | (get_byte(${header}, ${first + 2}) << 16))`;
  };
  const begin = place === 0 ? `(1 + ${offsetBytes} * get_byte(${header}, 0))` : end(place - 1);
  return `CASE WHEN get_byte(${header}, 0) > ${place}
    THEN substring(${column} FROM ${begin} + 1 FOR ${end(place)} - ${begin}) END`;
}

/** Adds slices, one behind the other, to a buffer. Numbers mostly take one byte: that case is written out. */
export function addSlices(bytes: Uint8Array, buffer: SketchBuffer): void {
  let at = 0;
  const long = (first: number): number => {
    let value = first & 127;
    for (let scale = 128; ; scale *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    let byte = bytes[at++] ?? 0;
    const buckets = byte < 128 ? byte : long(byte);
    byte = bytes[at++] ?? 0;
    buffer.sum += byte < 128 ? byte : long(byte);
    let bucket = 0;
    for (let index = 0; index < buckets; index++) {
      byte = bytes[at++] ?? 0;
      const step = byte < 128 ? byte : long(byte);
      bucket = index > 0 ? bucket + step : step % 2 === 1 ? -(step + 1) / 2 : step / 2;
      byte = bytes[at++] ?? 0;
      buffer.add(bucket, byte < 128 ? byte : long(byte));
    }
  }
}
