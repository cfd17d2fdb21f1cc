import { stringify } from 'csv-stringify/sync';
import type { Caller } from '../access/index.ts';
import { listItems } from './change-items.ts';
import { type DatasetItem, itemPageQuerySchema } from './schemas.ts';

const columns = ['question', 'expected', 'answer', 'labels', 'topic', 'endpoint', 'requestId', 'createdAt'];

function present({
  addedBy: _addedBy,
  updatedAt: _updatedAt,
  withheld: _withheld,
  id: _id,
  ...item
}: DatasetItem) {
  return item;
}

function csvLines(items: readonly DatasetItem[]): string {
  // escape_formulas keeps a question that begins with "=" from running in somebody's spreadsheet.
  const rows = items.map((item) => ({ ...present(item), labels: item.labels.join(', ') }));
  return stringify(rows, { columns, escape_formulas: true });
}

/** Streams a dataset, the latest added first, page by page: memory stays flat. What the caller may not read stays out. */
export async function* exportDataset(
  caller: Caller,
  datasetId: string,
  format: 'csv' | 'jsonl',
): AsyncGenerator<string> {
  let cursor: string | undefined;
  let first = true;
  do {
    const page = await listItems(caller, datasetId, itemPageQuerySchema.parse({ limit: 200, cursor }));
    if (first && format === 'csv') yield `${columns.join(',')}\n`;
    first = false;
    const items = page.items.filter(({ withheld }) => !withheld);
    if (items.length > 0)
      yield format === 'csv'
        ? csvLines(items)
        : items.map((item) => `${JSON.stringify(present(item))}\n`).join('');
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}
