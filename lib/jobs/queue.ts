import { PgBoss } from 'pg-boss';
import { pool } from '../platform/db.ts';
import { log } from '../platform/log.ts';
import type { JobOptions } from './define-job.ts';

/** PostgreSQL schema that holds the queue. */
export const queueSchema = 'pgboss';

interface Sender {
  boss: Promise<PgBoss>;
  queues: Map<string, Promise<void>>;
}

// Next's bundle and the server's own modules live in one process: they share one sender through the global registry.
const registryKey = Symbol.for('slipway.jobs');
const registry = globalThis as { [registryKey]?: Sender };

async function startSender(): Promise<PgBoss> {
  const boss = new PgBoss({
    schema: queueSchema,
    db: { executeSql: (text, values) => pool().query(text, values) },
    supervise: false,
    schedule: false,
  });
  boss.on('error', (error) => log.error('job queue', { error }));
  await boss.start();
  return boss;
}

/** A queue client that only sends, on the application's own pool, with the job's queue made. */
export async function senderFor(job: { name: string; options: JobOptions }): Promise<PgBoss> {
  registry[registryKey] ??= { boss: startSender(), queues: new Map() };
  const sender = registry[registryKey];
  try {
    const boss = await sender.boss;
    let made = sender.queues.get(job.name);
    if (made === undefined) {
      made = ensureQueue(boss, job);
      sender.queues.set(job.name, made);
    }
    await made;
    return boss;
  } catch (error) {
    // The next call starts afresh instead of meeting the same failure for ever.
    if (registry[registryKey] === sender) registry[registryKey] = undefined;
    throw error;
  }
}

/** Makes the job's queue, or brings an existing one to the job's options. */
export async function ensureQueue(boss: PgBoss, job: { name: string; options: JobOptions }): Promise<void> {
  const { options } = job;
  const settings = {
    expireInSeconds: options.expireInSeconds,
    retryLimit: options.retryLimit,
    retryDelay: options.retryDelaySeconds,
    retryBackoff: true,
    retryDelayMax: options.retryDelayMaxSeconds,
    deleteAfterSeconds: 24 * 60 * 60,
    notify: true,
  };
  if ((await boss.getQueue(job.name)) !== null) return boss.updateQueue(job.name, settings);
  await boss.createQueue(job.name, { ...settings, policy: options.unique ? 'short' : 'standard' });
}

/** Lets go of the sending client; jobs already enqueued are safe in the database. */
export async function closeJobs(): Promise<void> {
  const sender = registry[registryKey];
  registry[registryKey] = undefined;
  const boss = await sender?.boss.catch(() => undefined);
  await boss?.stop({ graceful: false });
}
