import { assertMay, type Caller } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import {
  holdRun,
  insertMetrics,
  insertParams,
  type Logged,
  type LoggedMetric,
  renameRun,
  upsertTags,
} from './log-store.ts';
import { pgTransaction } from './run-store.ts';
import { runNameTag } from './tags.ts';
import { deletedRun } from './update-run.ts';

export interface LogBatch {
  metrics: readonly LoggedMetric[];
  params: readonly Logged[];
  /** Of tags with one key the last counts. */
  tags: readonly Logged[];
}

/**
 * Logs all of it or nothing. Batches may come at once, and again. Throws `not_found`, or `invalid` for a deleted run and for
 * a parameter that has another value already.
 */
export async function logBatch(caller: Caller, runId: string, batch: LogBatch): Promise<void> {
  assertMay(caller, 'runs.write');
  const { metrics, params } = batch;
  assertDistinct(params);
  const tags = new Map(batch.tags.map(({ key, value }) => [key, value]));
  const name = tags.get(runNameTag);
  await pgTransaction(async (client) => {
    if (!(await holdRun(client, runId, name !== undefined))) throw deletedRun(runId);
    if (name !== undefined) await renameRun(client, runId, name);
    if (params.length > 0) assertUnchanged(runId, await insertParams(client, runId, params));
    if (metrics.length > 0) await insertMetrics(client, runId, metrics);
    if (tags.size > 0)
      await upsertTags(
        client,
        runId,
        [...tags].map(([key, value]) => ({ key, value })),
      );
  });
}

function assertDistinct(params: readonly Logged[]): void {
  const keys = params.map(({ key }) => key);
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  if (twice.length === 0) return;
  throw new AppError(
    'invalid',
    `Send each parameter once; these came twice: ${[...new Set(twice)].join(', ')}.`,
  );
}

function assertUnchanged(runId: string, changed: readonly { key: string; before: string; value: string }[]) {
  if (changed.length === 0) return;
  const list = changed.map(({ key, before, value }) => `"${key}" is "${cut(before)}", not "${cut(value)}"`);
  throw new AppError(
    'invalid',
    `Parameters of a run never change. In the run ${runId} ${list.join('; ')}. Log another key, or begin another run.`,
  );
}

function cut(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
