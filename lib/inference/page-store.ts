import { endpointCondition, type Reach } from '../access/index.ts';
import { readInTime, readTogether } from '../platform/read-in-time.ts';
import { conditionsOf, type RowConditions } from './filter-conditions.ts';
import type { InferenceFilters, InferencePageQuery } from './schemas.ts';
import { firstRows, rowsWith } from './searched-rows.ts';
import { fullTextColumns, type SummaryRow, summaryColumns, withFeedback } from './store.ts';
import { withheldCondition } from './withheld-store.ts';
import { readKnownWords } from './words-store.ts';

/** Ids are in the order of time, and unique: the newest come first out of each partition's primary key. */
const sortColumns: Record<InferencePageQuery['sort'], { sql: string; type: string }> = {
  at: { sql: 'i.id', type: 'uuid' },
  totalMs: { sql: 'i.total_ms', type: 'float8' },
  cost: { sql: 'i.cost', type: 'bigint' },
  outputTokens: { sql: 'i.output_tokens', type: 'integer' },
  retrievalScore: { sql: 'i.retrieval_score', type: 'float8' },
};

export interface PagePosition {
  /** Value of the sort column in the last row shown, as text. */
  value: string;
  id: string;
}

export type PositionedRow = SummaryRow & { sort_value: string };

export interface Readable {
  /** Rows are those of endpoints in reach. */
  reach: Reach | null;
  /** The reader in reader lists; null reads everything. */
  principals: readonly string[] | null;
}

function readableWhere(filters: InferenceFilters, { reach, principals }: Readable): RowConditions {
  const found = conditionsOf(filters, (bind) =>
    principals === null ? null : withheldCondition('i', bind(principals)),
  );
  addOfRow(
    found,
    endpointCondition(reach, 'i.endpoint_name', (names) => found.where.bind(names)),
  );
  return found;
}

function addOfRow({ where, ofRow }: RowConditions, sql: string): void {
  where.parts.push(sql);
  ofRow.push(sql);
}

interface Wanted {
  /** Of ids, of a page; null when the rows come in another order, or are many. */
  order: 'asc' | 'desc' | null;
  rows: number;
}

/** `text` puts its query together around the rows that have the words. */
function readSearched<Row extends object>(
  { where, ofRow, words }: RowConditions,
  { order, rows }: Wanted,
  text: (rows: string) => string,
): Promise<Row[]> {
  if (words === null) return readInTime<Row>(text('inference'), where.values);
  return readTogether(async (read) => {
    if (order !== null) {
      const first = await read<Row>(text(firstRows(ofRow, words, order)), where.values);
      if (first.length === rows) return first;
    }
    const known = await readKnownWords(read);
    return read<Row>(text(rowsWith(where, words, known)), where.values);
  });
}

/** Keyset paging: constant cost however deep the page. `text` says how much of question and answer to read. */
export async function findInferencePage(
  query: InferencePageQuery,
  readable: Readable,
  { after, text }: { after: PagePosition | null; text: 'start' | 'whole' },
): Promise<PositionedRow[]> {
  const found = readableWhere(query, readable);
  const { where } = found;
  const { sql: column, type } = sortColumns[query.sort];
  if (query.sort === 'retrievalScore') where.parts.push(`${column} IS NOT NULL`);
  if (after !== null) {
    const comparator = query.order === 'desc' ? '<' : '>';
    const id = where.bind(after.id);
    addOfRow(
      found,
      query.sort === 'at'
        ? `i.id ${comparator} ${id}::uuid`
        : `(${column}, i.id) ${comparator} (${where.bind(after.value)}::${type}, ${id}::uuid)`,
    );
  }
  const order = query.sort === 'at' ? `i.id ${query.order}` : `${column} ${query.order}, i.id ${query.order}`;
  const columns = text === 'whole' ? fullTextColumns : summaryColumns;
  return readSearched<PositionedRow>(
    found,
    { order: query.sort === 'at' ? query.order : null, rows: query.limit + 1 },
    (rows) => `SELECT ${columns}, ${column}::text AS sort_value ${withFeedback(rows)} WHERE ${where.sql}
     ORDER BY ${order} LIMIT ${query.limit + 1}`,
  );
}

/** Ids of the rows a filter selects, newest first. */
export async function findInferenceIds(
  filters: InferenceFilters,
  readable: Readable,
  limit: number,
): Promise<string[]> {
  const found = readableWhere(filters, readable);
  const rows = await readSearched<{ id: string }>(
    found,
    { order: null, rows: limit },
    (log) => `SELECT i.id ${withFeedback(log)} WHERE ${found.where.sql} ORDER BY i.id DESC LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
}

/** Those of these requests that are of endpoints in reach. */
export async function findReached(ids: readonly string[], reach: Reach | null): Promise<string[]> {
  const values: unknown[] = [ids];
  const within = endpointCondition(reach, 'i.endpoint_name', (names) => `$${values.push(names)}`);
  const rows = await readInTime<{ id: string }>(
    `SELECT i.id FROM inference i WHERE i.id = ANY($1::uuid[]) AND ${within}`,
    values,
  );
  return rows.map(({ id }) => id);
}
