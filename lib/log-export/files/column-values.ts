/** The values of one column of a row group, held in as few objects as they allow. */
import type { ColumnSource } from 'hyparquet-writer';
import type { Column, Value } from './columns.ts';

/** More different texts than this in one column are not looked for again. */
const maxKnown = 500;

export interface ColumnValues {
  add(value: Value): void;
  /** Good until it is emptied. */
  data(): ColumnSource['data'];
  empty(): void;
}

/** For up to `maxRows` rows; prose goes to `memory`. */
export function columnValues(
  { type, required, prose, unique }: Column,
  maxRows: number,
  memory: ProseMemory,
): ColumnValues {
  if (required && (type === 'long' || type === 'timestamp')) {
    return fixedValues(new BigInt64Array(maxRows), wholeNumber);
  }
  if (required && (type === 'int' || type === 'date')) return fixedValues(new Int32Array(maxRows), Number);
  if (prose || unique)
    return listedValues((value) => (typeof value === 'string' ? memory.put(value) : value));
  return listedValues(type === 'string' ? keptOnce() : (value) => value);
}

/** As text where it may be more than a number holds. */
function wholeNumber(value: Value): bigint {
  if (typeof value === 'object') throw new Error('A column that is required has no value.');
  return BigInt(value);
}

interface Numbers<T> {
  [at: number]: T;
  subarray(start: number, end: number): ColumnSource['data'];
}

/** Numbers that are always there need no object each. */
function fixedValues<T>(numbers: Numbers<T>, of: (value: Value) => T): ColumnValues {
  let rows = 0;
  return {
    add(value) {
      numbers[rows++] = of(value);
    },
    data: () => numbers.subarray(0, rows),
    empty() {
      rows = 0;
    },
  };
}

function listedValues(kept: (value: Value) => Value | Buffer): ColumnValues {
  let values: (Value | Buffer)[] = [];
  return {
    add: (value) => void values.push(kept(value)),
    data: () => values,
    empty() {
      values = [];
    },
  };
}

/** Most texts of a log are the same few again and again, and come from the database as a new one each. */
function keptOnce(): (value: Value) => Value {
  const known = new Map<Value, Value>();
  return (value) => {
    if (typeof value !== 'string') return value;
    const found = known.get(value);
    if (found === undefined && known.size < maxKnown) known.set(value, value);
    return found ?? value;
  };
}

export interface ProseMemory {
  /** In bytes. */
  used(): number;
  put(text: string): Buffer;
  empty(): void;
}

/** One piece outside of the heap, used again and again; what does not fit any more lies beside it. */
export function proseMemory(bytes: number): ProseMemory {
  const memory = Buffer.allocUnsafeSlow(bytes);
  let used = 0;
  return {
    used: () => used,
    put(text) {
      const start = used;
      used += Buffer.byteLength(text);
      if (used > bytes) return Buffer.from(text);
      memory.write(text, start);
      return memory.subarray(start, used);
    },
    empty() {
      used = 0;
    },
  };
}
