import { stringify } from 'csv-stringify/sync';
import type { Caller } from '../access/index.ts';
import { readPage } from './list-inferences.ts';
import type { InferenceFilters, InferencePageQuery, InferenceSummary } from './schemas.ts';

/** Exports stop here; more belongs into a narrower range. */
const maxExportRows = 100_000;

const columns = [
  'requestId',
  'at',
  'status',
  'httpStatus',
  'source',
  'traffic',
  'endpoint',
  'configNumber',
  'intendedEntity',
  'servedEntity',
  'unitKind',
  'routingRule',
  'cache',
  'shadowOf',
  'shadowSimilarity',
  'model',
  'version',
  'alias',
  'knowledge',
  'snapshot',
  'requester',
  'conversationId',
  'question',
  'output',
  'totalMs',
  'timeToFirstTokenMs',
  'inputTokens',
  'outputTokens',
  'cost',
  'thumb',
  'stars',
  'errorCode',
] as const;

function flat(item: InferenceSummary): Record<string, unknown> {
  return { ...item, requester: item.requester.name };
}

function csvLines(items: readonly InferenceSummary[]): string {
  // escape_formulas keeps a question that begins with "=" from running in somebody's spreadsheet.
  return stringify(items.map(flat), { columns: [...columns], escape_formulas: true });
}

function jsonLines(items: readonly InferenceSummary[]): string {
  return items.map((item) => `${JSON.stringify(item)}\n`).join('');
}

/** Streams the rows a filter selects, newest first, page by page: memory stays flat however many there are. */
export async function* exportInferences(
  caller: Caller,
  filters: InferenceFilters,
  format: 'csv' | 'jsonl',
): AsyncGenerator<string> {
  if (format === 'csv') yield `${columns.join(',')}\n`;
  let cursor: string | undefined;
  for (let exported = 0; exported < maxExportRows; exported += 200) {
    const query: InferencePageQuery = { ...filters, sort: 'at', order: 'desc', limit: 200, cursor };
    const page = await readPage(caller, query, 'whole');
    if (page.items.length > 0) yield format === 'csv' ? csvLines(page.items) : jsonLines(page.items);
    if (page.next === null) return;
    cursor = page.next;
  }
}
