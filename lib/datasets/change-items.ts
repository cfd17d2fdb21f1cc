import { assertMay, type Caller, principalsOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { withheldText } from '../inference/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { findDataset, lockDataset } from './dataset-store.ts';
import {
  changeExpected,
  countItems,
  findItems,
  type ItemRow,
  lockItem,
  noteChange,
  removeItem,
  transaction,
} from './item-store.ts';
import {
  type DatasetItem,
  datasetItemSchema,
  type ItemChange,
  type ItemPage,
  type ItemPageQuery,
} from './schemas.ts';

/** What repeats the words of a document the reader may not see stays out: the answer, and the better one. */
function presentItem(row: ItemRow): DatasetItem {
  return datasetItemSchema.parse({
    ...row,
    ...(row.withheld && { answer: withheldText, expected: row.expected === null ? null : withheldText }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  });
}

/** The latest added first. Throws `not_found` without such a dataset. */
export async function listItems(caller: Caller, datasetId: string, query: ItemPageQuery): Promise<ItemPage> {
  assertMay(caller, 'datasets.read');
  if ((await findDataset(datasetId)) === null) throw notFound('This dataset');
  const [rows, total] = await Promise.all([
    findItems(datasetId, query, principalsOf(caller)),
    countItems(datasetId),
  ]);
  const items = rows.slice(0, query.limit).map(presentItem);
  return { items, total, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
}

/** Says what the answer should have been. */
export async function updateItem(
  caller: Caller,
  datasetId: string,
  id: string,
  { expected }: ItemChange,
): Promise<DatasetItem> {
  assertMay(caller, 'datasets.write');
  const value = expected === '' ? null : expected;
  return transaction(async (tx) => {
    const { dataset, item } = await requireItem(tx, caller, datasetId, id);
    if (item.withheld) {
      throw new AppError('forbidden', 'This answer drew on a document that you may not read.', {
        reason: 'withheld',
      });
    }
    await changeExpected(tx, id, value);
    await noteChange(tx, datasetId);
    await recordAudit(tx, caller, {
      action: 'dataset.item_changed',
      subject: { kind: 'dataset', id: datasetId, name: dataset.name },
      after: { item: id, expected: value !== null },
    });
    return presentItem({ ...item, expected: value, updatedAt: new Date() });
  });
}

export async function deleteItem(caller: Caller, datasetId: string, id: string): Promise<void> {
  assertMay(caller, 'datasets.write');
  await transaction(async (tx) => {
    const { dataset } = await requireItem(tx, caller, datasetId, id);
    await removeItem(tx, id);
    await noteChange(tx, datasetId);
    await recordAudit(tx, caller, {
      action: 'dataset.item_removed',
      subject: { kind: 'dataset', id: datasetId, name: dataset.name },
      before: { item: id },
    });
  });
}

async function requireItem(
  tx: Parameters<Parameters<typeof transaction>[0]>[0],
  caller: Caller,
  datasetId: string,
  id: string,
) {
  const dataset = await lockDataset(tx, datasetId);
  const item = dataset && (await lockItem(tx, datasetId, id, principalsOf(caller)));
  if (dataset === null || item === null) throw notFound('This item');
  return { dataset, item };
}
