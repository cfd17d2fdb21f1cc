/** The real product, started as a person would, on a data folder and a port of its own. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const startLimitMs = 120_000;
const pollMs = 50;

export const admin = { email: 'admin@example.com', password: 'correct-horse-battery' };
export const apiKey = 'sk-test-0123456789abcdefghijklmnop';

export interface Exit {
  code: number | null;
  /** Everything printed, standard output and error together. */
  output: string;
}

export interface Product {
  url: string;
  port: number;
  dataFolder: string;
  pid: number;
  output(): string;
  /** Resolves when it says that it is ready; rejects with its output when it ends before. */
  ready: Promise<void>;
  exited: Promise<Exit>;
  signal(name: NodeJS.Signals): void;
  /** Asks it to stop and waits for its end. */
  stop(): Promise<Exit>;
}

export interface ProductOptions {
  dataFolder: string;
  port: number;
  args?: readonly string[];
  env?: Record<string, string>;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

export function temporaryFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'slipway-product-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Variables of the test run itself that would change how the product behaves. */
const foreign = /^(DATABASE_URL|SLIPWAY_|NEXTAUTH_|OPENAI_|VITEST|NODE_ENV|NODE_OPTIONS|PORT|npm_)/;

function cleanEnvironment(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (foreign.test(name)) delete env[name];
  return env;
}

export function launchProduct(options: ProductOptions): Product {
  const child: ChildProcess = spawn(process.execPath, ['bin/supervise.ts', ...(options.args ?? [])], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...cleanEnvironment(),
      PORT: String(options.port),
      SLIPWAY_DATA_DIR: options.dataFolder,
      SLIPWAY_ADMIN_EMAIL: admin.email,
      SLIPWAY_ADMIN_PASSWORD: admin.password,
      SLIPWAY_API_KEY: apiKey,
      SLIPWAY_DRAIN_SECONDS: '5',
      ...options.env,
    },
  });
  let output = '';
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => undefined);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes('Ready in')) ready.resolve();
    });
  }
  const exited = new Promise<Exit>((resolve) => child.once('close', (code) => resolve({ code, output })));
  void exited.then(() => ready.reject(new Error(`It ended before it was ready:\n${output}`)));
  const timer = setTimeout(() => ready.reject(new Error(`Not ready in time:\n${output}`)), startLimitMs);
  void ready.promise.then(
    () => clearTimeout(timer),
    () => clearTimeout(timer),
  );
  if (child.pid === undefined) throw new Error('Node could not be started.');
  return {
    url: `http://localhost:${options.port}`,
    port: options.port,
    dataFolder: options.dataFolder,
    pid: child.pid,
    output: () => output,
    ready: ready.promise,
    exited,
    signal: (name) => void child.kill(name),
    async stop() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

/** Looks again and again until `condition` holds; throws when it does not within `limitMs`. */
export async function eventually(
  what: string,
  condition: () => boolean | Promise<boolean>,
  limitMs = 15_000,
): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Not within ${limitMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Process id of the embedded PostgreSQL on a data folder, or `null` when none runs. */
export function postgresPid(dataFolder: string): number | null {
  try {
    const pid = Number(readFileSync(path.join(dataFolder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    return isAlive(pid) ? pid : null;
  } catch {
    return null;
  }
}

/** Address of the PostgreSQL that a product runs on its data folder. */
export function databaseUrl(dataFolder: string): string {
  const port = readFileSync(path.join(dataFolder, 'postgres/postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(path.join(dataFolder, 'postgres-password'), 'utf8').trim();
  return `postgresql://slipway:${password}@127.0.0.1:${port}/slipway`;
}

/** Process ids of what a supervisor keeps running, by name; one that is being started again is absent. */
export function childrenOf(pid: number): Map<string, number> {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const children = new Map<string, number>();
  for (const line of lines) {
    const [, child, parent, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    const script = /bin\/(server|worker)\.ts/.exec(args ?? '')?.[1];
    if (Number(parent) === pid && script !== undefined) children.set(script, Number(child));
  }
  return children;
}
