/**
 * One start of Slipway: prepares what is missing, runs PostgreSQL (unless DATABASE_URL names one), the server and the
 * worker, and takes them down in order. `--dev` serves the screens with hot reload.
 */
import path from 'node:path';
import { dataDir, EnvError, env } from '../lib/platform/env.ts';
import type { EmbeddedPostgres } from '../lib/platform/postgres.ts';
import { buildIfStale, generateClientIfStale } from './supervisor/build.ts';
import { assertPortFree } from './supervisor/check-port.ts';
import { type CrashHandling, type KeptChild, keepRunning } from './supervisor/children.ts';
import { diskFull, isDiskFull, prepareDataFolder, readOrCreateSecret } from './supervisor/data-folder.ts';
import { type HeldFolder, holdDataFolder } from './supervisor/hold-data-folder.ts';
import { type KeptPostgres, keepPostgres } from './supervisor/keep-postgres.ts';
import { prepareDatabase, type ReadyDatabase } from './supervisor/prepare-database.ts';
import { restartDelay } from './supervisor/restart-policy.ts';
import { type FirstAccount, seedDatabase } from './supervisor/seed.ts';
import { createSteps, seconds } from './supervisor/steps.ts';
import { onStopRequest } from './supervisor/stop-request.ts';
import { UserError } from './supervisor/user-error.ts';
import { restartOnChange } from './supervisor/watch.ts';

const root = path.dirname(import.meta.dirname);
const development = process.argv.includes('--dev');
/** Answers the API alone: no screens, so nothing to build. For replicas behind a gateway, and for tests of the processes. */
const apiOnly = process.argv.includes('--api-only');
const crashPatienceMs = 5000;

let children: KeptChild[] = [];
let held: HeldFolder | undefined;
let preparing: Promise<ReadyDatabase> | undefined;
let postgres: KeptPostgres | undefined;
let stopping: Promise<never> | undefined;

const production: CrashHandling = {
  restartDelay,
  onRestart: (name, delayMs) =>
    console.error(`! The ${name} ended unexpectedly; starting it again in ${seconds(delayMs)}.`),
  onLeftDown: fail,
};

/** While code is being written, a crash is a mistake to correct: the next change starts the process again. */
const whileDeveloping: CrashHandling = {
  restartDelay: () => null,
  onRestart: () => undefined,
  onLeftDown: () => console.error('! Down until the next change of its code.'),
};

function launch(derived: Record<string, string>): KeptChild[] {
  const own = { ...derived, NODE_ENV: development ? 'development' : 'production' };
  const args = process.argv.slice(2);
  const handling = development ? whileDeveloping : production;
  return ['server', 'worker'].map((name) =>
    keepRunning(
      { name, script: `bin/${name}.ts`, args, root, env: own, background: name === 'worker' },
      handling,
    ),
  );
}

/** Server and worker outlive the restart: their pools reconnect, and answers under way are recorded when it is back. */
function keep(started: EmbeddedPostgres, folder: string): KeptPostgres {
  return keepPostgres(started, {
    start: async (port) => {
      const { startEmbeddedPostgres } = await import('../lib/platform/postgres.ts');
      return startEmbeddedPostgres(folder, { port: String(port) });
    },
    onDown: () => console.error('! PostgreSQL ended unexpectedly; starting it again.'),
    onFailure: (error) =>
      console.error(
        `! ${error instanceof Error ? error.message : String(error)}\n  Trying again until it does.`,
      ),
    onUp: () => console.log('✓ PostgreSQL runs again'),
  });
}

function announce(startedAt: number, url: string, account: FirstAccount | null): void {
  console.log(`\n  Slipway runs at  ${url}`);
  if (account?.email) {
    const known =
      env().SLIPWAY_ADMIN_PASSWORD === undefined
        ? 'the one you chose'
        : 'the one you set in SLIPWAY_ADMIN_PASSWORD';
    console.log(`  Sign in as       ${account.email}`);
    console.log(`  Password         ${account.password ?? known}`);
    if (account.password !== null)
      console.log('                   (shown once; you choose your own at the first sign-in)');
  }
  console.log(`\nReady in ${seconds(Date.now() - startedAt)}`);
}

async function start(): Promise<void> {
  const settings = env();
  const steps = createSteps(process.stdout);
  const url = settings.NEXTAUTH_URL ?? `http://localhost:${settings.PORT}`;
  const folder = dataDir();
  prepareDataFolder(folder, settings.DATABASE_URL === undefined && process.getuid?.() === 0);
  held = await holdDataFolder(folder, url, settings.SLIPWAY_DRAIN_SECONDS * 1000 + crashPatienceMs);
  await assertPortFree(settings.PORT, held.afterCrash ? crashPatienceMs : 0);
  const derived = {
    SLIPWAY_DATA_DIR: folder,
    SLIPWAY_SECRET: settings.SLIPWAY_SECRET ?? readOrCreateSecret(folder),
    NEXTAUTH_URL: url,
  };

  await generateClientIfStale(root, steps);
  preparing = prepareDatabase(folder, settings.DATABASE_URL, steps, (started) => {
    postgres = keep(started, folder);
  });
  // It is awaited below, after the build; a failure meanwhile must not count as unhandled.
  preparing.catch(() => undefined);
  if (!development && !apiOnly) await buildIfStale(root, steps);
  if (stopping) return;
  children = launch(derived);

  const database = await preparing;
  if (stopping) return;
  const complete = { ...derived, DATABASE_URL: database.url };
  const account = database.seeded
    ? null
    : await steps.run('First data written', () => seedDatabase(root, complete), { long: true });
  for (const child of children) child.configure(complete);
  const ready = steps.run('Server and worker', () => Promise.all(children.map((child) => child.ready)));
  if (development) {
    if (!process.argv.includes('--no-watch')) restartOnChange(root, children);
    await ready.catch(() => undefined);
  } else await ready;
  if (stopping) return;
  announce(settings.SLIPWAY_STARTED_AT ?? performance.timeOrigin, url, account);
  // Only now: a start that is killed before this line makes up, and shows, another password.
  if (account !== null) await (await import('./supervisor/first-start.ts')).markSeeded(database.url);
}

async function end(exitCode: number): Promise<never> {
  held?.markStopping();
  await Promise.all(children.map((child) => child.stop()));
  // A start that is cut short may be just about to have PostgreSQL running.
  await preparing?.catch(() => undefined);
  await postgres
    ?.stop()
    .catch((error: unknown) => console.error('! PostgreSQL did not stop cleanly.', error));
  held?.release();
  process.exit(exitCode);
}

function fail(error: unknown): void {
  if (stopping) return;
  const explained = isDiskFull(error) ? diskFull(dataDir()) : error;
  const known = explained instanceof UserError || explained instanceof EnvError;
  console.error(known ? `✗ ${explained.message}` : explained);
  stopping = end(1);
}

onStopRequest(
  () => {
    if (stopping) return;
    console.log('\nStopping: finishing what is under way (Ctrl-C again to cut it short)…');
    stopping = end(0);
  },
  () => {
    for (const child of children) child.hasten();
  },
);

start().catch(fail);
