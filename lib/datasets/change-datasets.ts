import { assertMay, type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import {
  changeDataset,
  type DatasetRow,
  findDataset,
  findDatasets,
  insertDataset,
  isUniqueViolation,
  lockDataset,
  removeDataset,
  transaction,
} from './dataset-store.ts';
import {
  type Dataset,
  type DatasetInput,
  type DatasetPage,
  type DatasetPageQuery,
  datasetSchema,
} from './schemas.ts';

function presentDataset(row: DatasetRow): Dataset {
  return datasetSchema.parse({
    id: row.id,
    name: row.name,
    description: row.description,
    items: row.items,
    expected: row.expected,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  });
}

/** The latest changed first. */
export async function listDatasets(caller: Caller, query: DatasetPageQuery): Promise<DatasetPage> {
  assertMay(caller, 'datasets.read');
  const { rows, total } = await findDatasets(query);
  return { items: rows.map(presentDataset), total };
}

export async function getDataset(caller: Caller, id: string): Promise<Dataset> {
  assertMay(caller, 'datasets.read');
  return requireDataset(id);
}

async function requireDataset(id: string): Promise<Dataset> {
  const row = await findDataset(id);
  if (row === null) throw notFound('This dataset');
  return presentDataset(row);
}

export async function createDataset(caller: Caller, input: DatasetInput): Promise<Dataset> {
  assertMay(caller, 'datasets.write');
  const id = newId();
  await transaction(async (tx) => {
    await insertDataset(tx, id, input, { id: userIdOf(caller), name: caller.name });
    const subject = { kind: 'dataset', id, name: input.name };
    await recordAudit(tx, caller, { action: 'dataset.created', subject, after: input });
  }).catch(nameTaken(input.name));
  return requireDataset(id);
}

export async function updateDataset(caller: Caller, id: string, input: DatasetInput): Promise<Dataset> {
  assertMay(caller, 'datasets.write');
  await transaction(async (tx) => {
    const before = await lockDataset(tx, id);
    if (before === null) throw notFound('This dataset');
    await changeDataset(tx, id, input);
    await recordAudit(tx, caller, {
      action: 'dataset.updated',
      subject: { kind: 'dataset', id, name: input.name },
      before: { name: before.name, description: before.description },
      after: input,
    });
  }).catch(nameTaken(input.name));
  return requireDataset(id);
}

/** With all its items. */
export async function deleteDataset(caller: Caller, id: string): Promise<void> {
  assertMay(caller, 'datasets.write');
  await transaction(async (tx) => {
    const row = await lockDataset(tx, id);
    if (row === null) throw notFound('This dataset');
    await removeDataset(tx, id);
    await recordAudit(tx, caller, {
      action: 'dataset.deleted',
      subject: { kind: 'dataset', id, name: row.name },
      before: { name: row.name, description: row.description },
    });
  });
}

function nameTaken(name: string): (error: unknown) => never {
  return (error) => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('conflict', `There is a dataset named "${name}" already. Choose another name.`, {
      issues: [{ path: 'name', message: 'There is a dataset of this name already.' }],
    });
  };
}
