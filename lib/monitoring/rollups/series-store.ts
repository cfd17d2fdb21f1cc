/** Numbers of series. A number is given once and never changes, so a process remembers those it has seen. */
import type { PoolClient } from 'pg';
import { pool } from '../../platform/db.ts';
import { type SeriesKey, seriesText } from './series.ts';

const known = new Map<string, number>();
/** Callers choose what endpoints they ask for, so there may be any number of series. */
const mostKnown = 50_000;

const columns = 'endpoint_name, config_number, arm, traffic, model_name, model_version';
const given = `jsonb_to_recordset($1::jsonb)
  AS r (endpoint_name text, config_number int, arm text, traffic text, model_name text, model_version int)`;

type Reader = Pick<PoolClient, 'query'>;

/**
 * The number of each series, in the order asked for. Those that nobody counted before are made at once, outside of the
 * transaction that counts: what is left of one that fails is a number that counts nothing. `reader` is the connection of a
 * transaction of the common pool: one that waited for a second connection, as all others do, might wait for itself.
 */
export async function seriesNumbers(keys: readonly SeriesKey[], reader: Reader = pool()): Promise<number[]> {
  const numbers = new Map<string, number>();
  const missing: SeriesKey[] = [];
  for (const key of keys) {
    const number = known.get(seriesText(key));
    if (number === undefined) missing.push(key);
    else numbers.set(seriesText(key), number);
  }
  for (const [text, number] of missing.length > 0 ? await learn(missing, reader) : [])
    numbers.set(text, number);
  return keys.map((key) => {
    const number = numbers.get(seriesText(key));
    if (number === undefined) throw new Error('a series was not numbered');
    return number;
  });
}

async function learn(keys: readonly SeriesKey[], reader: Reader): Promise<[string, number][]> {
  const found = await find(keys, reader);
  const learnt = found.length === new Set(keys.map(seriesText)).size ? found : await make(keys);
  if (known.size + learnt.length > mostKnown) known.clear();
  for (const [text, number] of learnt) known.set(text, number);
  return learnt;
}

async function find(keys: readonly SeriesKey[], reader: Reader): Promise<[string, number][]> {
  const { rows } = await reader.query<SeriesKey & { id: number }>(
    `SELECT id, ${columns} FROM metric_series JOIN (SELECT DISTINCT ${columns} FROM ${given}) AS asked USING (${columns})`,
    [JSON.stringify(keys)],
  );
  return rows.map((row) => [seriesText(row), row.id]);
}

async function make(keys: readonly SeriesKey[]): Promise<[string, number][]> {
  await pool().query(
    `INSERT INTO metric_series (${columns}) SELECT DISTINCT ${columns} FROM ${given} ORDER BY ${columns}
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(keys)],
  );
  return find(keys, pool());
}
