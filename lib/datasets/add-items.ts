import { assertMay, type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { reachedInferences, selectInferences, withheldFrom } from '../inference/index.ts';
import { enqueueAll } from '../jobs/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { lockDataset } from './dataset-store.ts';
import { copyRequests, countHeld, countMissing, noteChange, transaction } from './item-store.ts';
import { copyRequestsJob } from './job-definitions.ts';
import { type Added, type AddItems, maxAtOnce, maxFiltered, maxItems } from './schemas.ts';

/**
 * Copies requests the caller may read into a dataset: a thousand at once, what a filter selects beyond in the background.
 * Chosen ones whose answers the caller may not read are refused; those of a filter are left out and counted.
 */
export async function addItems(caller: Caller, datasetId: string, input: AddItems): Promise<Added> {
  assertMay(caller, 'datasets.write');
  const chosen = 'requestIds' in input;
  const ids = chosen
    ? await reachedInferences(caller, 'inferences.read', [...new Set(input.requestIds)])
    : await selectInferences(caller, input.filters, maxFiltered);
  if (chosen && ids.length === 0) throw notFound('None of these requests');
  const hidden = await hiddenOf(caller, ids);
  if (chosen && hidden.size > 0) {
    throw new AppError(
      'forbidden',
      `${hidden.size} of these answers drew on a document that you may not read. Leave them out.`,
      { reason: 'withheld' },
    );
  }
  const open = ids.filter((id) => !hidden.has(id));
  const [now, later] = [open.slice(0, maxAtOnce), open.slice(maxAtOnce)];
  const by = { id: userIdOf(caller), name: caller.name };
  const added = await transaction(async (tx) => {
    const dataset = await lockDataset(tx, datasetId);
    if (dataset === null) throw notFound('This dataset');
    const missing = await countMissing(tx, datasetId, open);
    if ((await countHeld(tx, datasetId)) + missing > maxItems) {
      throw new AppError('conflict', `A dataset holds ${maxItems} items at most. Make another one.`);
    }
    const count = await copyRequests(tx, datasetId, now, by);
    await enqueueAll(
      tx,
      copyRequestsJob,
      chunks(later, maxAtOnce).map((requestIds) => ({
        data: { datasetId, requestIds, by },
        group: datasetId,
      })),
    );
    await noteChange(tx, datasetId);
    await recordAudit(tx, caller, {
      action: 'dataset.items_added',
      subject: { kind: 'dataset', id: datasetId, name: dataset.name },
      after: { added: count, queued: later.length },
    });
    return count;
  });
  return { added, skipped: now.length - added, withheld: hidden.size, queued: later.length };
}

async function hiddenOf(caller: Caller, ids: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const some of chunks(ids, maxAtOnce)) {
    for (const id of await withheldFrom(caller, some)) found.add(id);
  }
  return found;
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
