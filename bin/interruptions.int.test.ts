/** What becomes of answers when processes, PostgreSQL or clients end in the middle of them. Real processes and sockets. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  eventually,
  freePort,
  isAlive,
  launchProduct,
  type Product,
  postgresPid,
  temporaryFolder,
} from '../e2e/support/product.ts';
import {
  acknowledged,
  askStreaming,
  findRow,
  type SlowEndpoint,
  serveSlowly,
  wordsOf,
} from '../e2e/support/product-api.ts';

const chunkDelayMs = 50;
/** Takes two seconds. */
const short = wordsOf(40);
/** Takes a minute. */
const long = wordsOf(1200);
/** Two signals closer together than this count as one press of Ctrl-C. */
const samePressMs = 500;

const home = temporaryFolder();
let port: number;
let product: Product;
let slow: SlowEndpoint;

async function start(drainSeconds = 60): Promise<void> {
  const env = { SLIPWAY_DRAIN_SECONDS: String(drainSeconds) };
  product = launchProduct({ dataFolder: home.folder, port, args: ['--api-only'], env });
  await product.ready;
}

async function isReady(): Promise<boolean> {
  const response = await fetch(`${product.url}/api/health/ready`).catch(() => null);
  await response?.arrayBuffer();
  return response?.status === 200;
}

function childrenOf(pid: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.filter(([, parent]) => parent === pid).map(([child]) => child ?? 0);
}

beforeAll(async () => {
  port = await freePort();
  await start();
  slow = await serveSlowly(product, chunkDelayMs);
});

afterAll(async () => {
  await product.stop();
  await slow.fake.stop();
  home.remove();
});

it('survives kill -9 of PostgreSQL: it runs again, the answer under way is recorded, earlier rows are there', async () => {
  const earlier = await acknowledged(product, 'assistant', 'What is an alias?', false);
  const children = childrenOf(product.pid);
  const postgres = postgresPid(home.folder) ?? 0;
  const underWay = await askStreaming(product, slow.name, short);
  process.kill(postgres, 'SIGKILL');
  await eventually('PostgreSQL to run again', () => {
    const now = postgresPid(home.folder);
    return now !== null && now !== postgres;
  });
  await eventually('every part to be well again', isReady, 30_000);
  expect(await underWay.rest()).toMatchObject({ complete: true });
  const later = await acknowledged(product, 'assistant', 'What is a snapshot?', false);
  for (const id of [earlier, underWay.requestId, later]) {
    expect(await findRow(product, id ?? 'none')).not.toBeNull();
  }
  expect(childrenOf(product.pid)).toEqual(children);
  expect(product.output()).toContain('PostgreSQL ended unexpectedly');
  expect(product.output()).toContain('PostgreSQL runs again');
});

it('stops the answer of a client that leaves, calls the provider off, and records it as stopped', async () => {
  const client = new AbortController();
  const { requestId } = await askStreaming(product, slow.name, long, client.signal);
  client.abort();
  await eventually('the row', async () => (await findRow(product, requestId)) !== null);
  const row = await findRow(product, requestId);
  expect(row?.status).toBe('stopped');
  expect(row?.output).toMatch(/^You/);
  await eventually('the provider to be left', () => slow.fake.calls.at(-1)?.aborted === true);
});

it.each([
  { also: 'leaving PostgreSQL', killPostgres: false },
  { also: 'and of PostgreSQL', killPostgres: true },
])(
  'finds every acknowledged answer after kill -9 of everything under load, $also',
  async ({ killPostgres }) => {
    const found: string[] = [];
    let killed = false;
    const client = async (stream: boolean) => {
      while (!killed) {
        const id = await acknowledged(product, 'assistant', 'What is a version?', stream);
        if (id !== null) found.push(id);
      }
    };
    const clients = [true, false, true, false].map(client);
    await eventually('load', () => found.length >= 20);
    const children = childrenOf(product.pid);
    const postgres = postgresPid(home.folder) ?? 0;
    product.signal('SIGKILL');
    for (const child of children) process.kill(-child, 'SIGKILL');
    if (killPostgres) process.kill(postgres, 'SIGKILL');
    killed = true;
    await Promise.all([...clients, product.exited]);
    await eventually('the processes to be gone', () => !children.some(isAlive));
    await start();
    const rows = await Promise.all(found.map((id) => findRow(product, id)));
    expect(rows.map((row) => row?.requestId)).toEqual(found);
  },
);

it('lets a stream finish on SIGTERM, refuses new work meanwhile, and has the row after the next start', async () => {
  const stream = await askStreaming(product, slow.name, short);
  product.signal('SIGTERM');
  await eventually('new work to be refused', async () => {
    return (await acknowledged(product, 'assistant', 'What is a role?', false)) === null;
  });
  const { text, complete } = await stream.rest();
  expect(complete).toBe(true);
  expect(text).toContain('word39');
  expect((await product.exited).code).toBe(0);
  await start(1);
  expect(await findRow(product, stream.requestId)).toMatchObject({ status: 'ok' });
});

it('stops a stream at the deadline and keeps what there was of it', async () => {
  const stream = await askStreaming(product, slow.name, long);
  product.signal('SIGTERM');
  expect((await product.exited).code).toBe(0);
  const { text, complete } = await stream.rest();
  expect(text).not.toContain('word1199');
  expect(complete, 'a stopped stream must not look whole').toBe(false);
  await start();
  const row = await findRow(product, stream.requestId);
  expect(row?.status).toBe('stopped');
  expect(row?.output).toMatch(/^You said: word0/);
});

it('cuts short what is under way at the second Ctrl-C', async () => {
  const stream = await askStreaming(product, slow.name, long);
  product.signal('SIGINT');
  const pressedAt = Date.now();
  await eventually('the first Ctrl-C to be understood', () => product.output().includes('Stopping'));
  await eventually('a second press to count', () => Date.now() - pressedAt > 2 * samePressMs);
  product.signal('SIGINT');
  const { code } = await product.exited;
  expect(code).toBe(0);
  expect(Date.now() - pressedAt).toBeLessThan(20_000);
  await start();
  expect((await findRow(product, stream.requestId))?.status).toBe('stopped');
});
