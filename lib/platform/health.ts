/** Whether this installation can do its work, part by part. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { pool } from './db.ts';
import { dataDir } from './env.ts';
import { heartbeatAgeMs, staleAfterMs } from './heartbeat.ts';
import { newId } from './ids.ts';
import { isDraining } from './lifecycle.ts';
import { log } from './log.ts';

export interface PartHealth {
  status: 'ok' | 'failing';
  /** For an operator without access to logs; holds no addresses, names or secrets. */
  detail: string;
  /** How long the check took. */
  ms: number;
}

export interface Health {
  status: 'ok' | 'failing';
  parts: Record<'server' | 'database' | 'dataFolder' | 'worker' | 'rateLimits', PartHealth>;
}

/** What features know of themselves; a detail of what fails, or null. */
export interface FeatureHealth {
  rateLimits: () => string | null;
}

const limitMs = 3000;

/** Resolves to the detail of a healthy part; a rejection with `Failing` carries the detail of a failing one. */
type Check = () => Promise<string>;

class Failing extends Error {}

async function run(name: string, failure: string, check: Check): Promise<PartHealth> {
  const started = performance.now();
  const ms = () => Math.round((performance.now() - started) * 10) / 10;
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => timeout.reject(new Failing(`${failure}: no answer in ${limitMs} ms.`)),
    limitMs,
  );
  try {
    const detail = await Promise.race([check(), timeout.promise]);
    return { status: 'ok', detail, ms: ms() };
  } catch (error) {
    if (error instanceof Failing) return { status: 'failing', detail: error.message, ms: ms() };
    log.warn('a health check failed', { part: name, error });
    return { status: 'failing', detail: `${failure}.`, ms: ms() };
  } finally {
    clearTimeout(timer);
  }
}

async function checkServer(): Promise<string> {
  if (isDraining()) throw new Failing('The server is stopping.');
  return 'Accepting requests.';
}

async function checkDatabase(): Promise<string> {
  await pool().query('SELECT 1');
  return 'PostgreSQL answers.';
}

async function checkDataFolder(): Promise<string> {
  const folder = dataDir('health');
  const file = dataDir('health', newId());
  await mkdir(folder, { recursive: true });
  await writeFile(file, 'x');
  await rm(file);
  return 'The data folder can be written.';
}

async function checkWorker(): Promise<string> {
  const age = await heartbeatAgeMs('worker');
  if (age === null) throw new Failing('No worker is running.');
  const secondsAgo = (age / 1000).toFixed(1);
  if (age > staleAfterMs) throw new Failing(`The worker was last seen ${secondsAgo} s ago.`);
  return `The worker was seen ${secondsAgo} s ago.`;
}

export async function checkHealth(features: FeatureHealth): Promise<Health> {
  const [server, database, dataFolder, worker, rateLimits] = await Promise.all([
    run('server', 'The server does not work', checkServer),
    run('database', 'PostgreSQL does not answer', checkDatabase),
    run('data folder', 'The data folder cannot be written', checkDataFolder),
    run('worker', 'The worker’s sign of life cannot be read', checkWorker),
    run('rate limits', 'Rate limits do not work', async () => {
      const failing = features.rateLimits();
      if (failing !== null) throw new Failing(failing);
      return 'Shared with the other servers.';
    }),
  ]);
  const parts = { server, database, dataFolder, worker, rateLimits };
  const failing = Object.values(parts).some((part) => part.status === 'failing');
  return { status: failing ? 'failing' : 'ok', parts };
}
