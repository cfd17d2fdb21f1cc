import { fromPrisma } from 'pg-boss';
import type { Tx } from '../platform/db.ts';
import type { Job } from './define-job.ts';
import { senderFor } from './queue.ts';

export interface EnqueueOptions {
  /** For unique jobs: what there is to be one waiting job of. */
  key?: string;
  /** Not before this many seconds from now. */
  delaySeconds?: number;
  /** Jobs of one group run one at a time in each worker. */
  group?: string;
  /** Higher goes first; 0 by default. */
  priority?: number;
}

/** Puts a job into the queue as part of a transaction: it runs exactly when the change is committed. */
export async function enqueue<Data extends object>(
  tx: Tx,
  job: Job<Data>,
  data: Data,
  options: EnqueueOptions = {},
): Promise<void> {
  const boss = await senderFor(job);
  await boss.send(job.name, job.schema.parse(data), {
    ...(options.key !== undefined && { singletonKey: options.key }),
    ...(options.delaySeconds !== undefined && { startAfter: options.delaySeconds }),
    ...(options.group !== undefined && { group: { id: options.group } }),
    ...(options.priority !== undefined && { priority: options.priority }),
    db: fromPrisma(tx),
  });
}

/** As `enqueue`, for many at once. */
export async function enqueueAll<Data extends object>(
  tx: Tx,
  job: Job<Data>,
  entries: readonly ({ data: Data } & EnqueueOptions)[],
): Promise<void> {
  if (entries.length === 0) return;
  const boss = await senderFor(job);
  const jobs = entries.map(({ data, key, delaySeconds, group, priority }) => ({
    data: job.schema.parse(data),
    ...(key !== undefined && { singletonKey: key }),
    ...(delaySeconds !== undefined && { startAfter: delaySeconds }),
    ...(group !== undefined && { group: { id: group } }),
    ...(priority !== undefined && { priority }),
  }));
  await boss.insert(job.name, jobs, { db: fromPrisma(tx) });
}
