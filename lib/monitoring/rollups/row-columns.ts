/** Rollup rows on the wire to PostgreSQL and back. */
import { type CounterName, counterNames, counterTypes, noCounts, tallyNames } from './measures.ts';
import { noTallies, type RollupRow, type Tallies } from './rollup-row.ts';

export const measureColumns = [...counterNames, ...tallyNames, 'sketches'].join(', ');

/** Of `jsonb_to_recordset`. */
export const measureTypes = [
  ...counterNames.map((name) => `${name} ${counterTypes[name]}`),
  ...tallyNames.map((name) => `${name} jsonb`),
  'sketches bytea',
].join(', ');

type Json = number | string | Record<string, number>;

/** Without what is zero: null takes no space in a row, and most of a row is nothing. */
function jsonOf(row: RollupRow): Record<string, Json> {
  const json: Record<string, Json> = { start: row.start.toISOString(), series: row.series };
  for (const name of counterNames) {
    const count = row.counts[name];
    if (typeof count === 'bigint') {
      if (count !== 0n) json[name] = count.toString();
    } else if (count !== 0) json[name] = count;
  }
  for (const name of tallyNames) {
    const tally = row.tallies[name];
    if (tally.size > 0) json[name] = Object.fromEntries(tally);
  }
  if (row.sketches !== null) json.sketches = `\\x${row.sketches.toString('hex')}`;
  return json;
}

export function rowsAsJson(rows: readonly RollupRow[]): string {
  return JSON.stringify(rows.map(jsonOf));
}

/** As `SELECT` gives it: PostgreSQL's bigint and numeric are decimal strings. */
export type WireRow = Record<CounterName, string | number | null> &
  Record<(typeof tallyNames)[number], unknown> & { start: Date; series: number; sketches: Buffer | null };

/** A kind may be called anything, `__proto__` too, which schemas of records leave out. */
function tallyOf(value: unknown): Map<string, number> {
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(Object.entries(value).map(([kind, count]) => [kind, Number(count)]));
}

export function fromWire(row: WireRow): RollupRow {
  const counts = noCounts();
  for (const name of counterNames) {
    const value = row[name];
    if (value === null) continue;
    if (name === 'cost' || name === 'cost_squares') counts[name] = BigInt(value);
    else counts[name] = Number(value);
  }
  const tallies: Tallies = noTallies();
  for (const name of tallyNames) {
    tallies[name] = tallyOf(row[name]);
  }
  return { start: row.start, series: row.series, counts, tallies, sketches: row.sketches };
}
