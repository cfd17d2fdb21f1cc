/** Starts, clashes and ends of the real processes. They answer the API alone, so that no build is needed. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  childrenOf,
  databaseUrl,
  eventually,
  freePort,
  isAlive,
  launchProduct,
  type Product,
  type ProductOptions,
  postgresPid,
  temporaryFolder,
} from '../e2e/support/product.ts';
import { callApi } from '../e2e/support/product-api.ts';

const folders: { remove(): void }[] = [];
const started: Product[] = [];

function newFolder(): string {
  const made = temporaryFolder();
  folders.push(made);
  return made.folder;
}

async function launch(options: Partial<ProductOptions>): Promise<Product> {
  const product = launchProduct({
    dataFolder: options.dataFolder ?? newFolder(),
    port: options.port ?? (await freePort()),
    args: ['--api-only'],
    env: options.env ?? {},
  });
  started.push(product);
  return product;
}

afterAll(async () => {
  for (const product of started) await product.stop();
  for (const folder of folders) folder.remove();
});

async function health(
  product: Product,
): Promise<{ status: number; body: { parts: Record<string, unknown> } }> {
  const response = await fetch(`${product.url}/api/health/ready`);
  return { status: response.status, body: (await response.json()) as { parts: Record<string, unknown> } };
}

async function query(product: Product, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: databaseUrl(product.dataFolder) });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('one installation, from first start to last stop', () => {
  const folder = newFolder();
  let product: Product;

  beforeAll(async () => {
    product = await launch({ dataFolder: folder });
    await product.ready;
  });

  it('is healthy in each part and says how long the start took', async () => {
    const { status, body } = await health(product);
    expect(status).toBe(200);
    expect(Object.keys(body.parts)).toEqual(['server', 'database', 'dataFolder', 'worker', 'rateLimits']);
    expect(product.output()).toMatch(/Ready in \d/);
    expect((await fetch(`${product.url}/api/health/live`)).status).toBe(200);
  });

  it('refuses a second start on its folder, naming itself, and goes on', async () => {
    const second = await (await launch({ dataFolder: folder })).exited;
    expect(second.code).toBe(1);
    expect(second.output).toContain(`(process ${product.pid}, ${product.url})`);
    expect(second.output).not.toMatch(/\n\s+at /);
    expect((await health(product)).status).toBe(200);
  });

  it.each(['worker', 'server'])('starts the %s again after a crash', async (name) => {
    const before = childrenOf(product.pid).get(name);
    expect(before).toBeDefined();
    process.kill(before ?? 0, 'SIGKILL');
    await eventually(`a new ${name}`, () => {
      const now = childrenOf(product.pid).get(name);
      return now !== undefined && now !== before;
    });
    await eventually('health', async () => (await health(product).catch(() => null))?.status === 200);
  });

  it('survives kill -9: its children end, PostgreSQL is adopted, and everything written is there', async () => {
    await query(product, `INSERT INTO setting VALUES ('kept', '1', now())`);
    const children = [...childrenOf(product.pid).values()];
    const postgres = postgresPid(folder);
    expect(children).toHaveLength(2);
    product.signal('SIGKILL');
    await product.exited;
    const next = await launch({ dataFolder: folder, port: product.port });
    await next.ready;
    product = next;
    await eventually('the old children to end', () => !children.some(isAlive));
    expect(postgresPid(folder)).toBe(postgres);
    expect(await query(product, `SELECT value FROM setting WHERE key = 'kept'`)).toEqual([{ value: 1 }]);
    expect((await health(product)).status).toBe(200);
  });

  it('ends on SIGTERM with exit code 0 and leaves no process', async () => {
    const processes = [...childrenOf(product.pid).values(), postgresPid(folder) ?? 0];
    expect(processes).toHaveLength(3);
    const { code, output } = await product.stop();
    expect(output).toContain('Stopping');
    expect(code).toBe(0);
    await eventually('the processes to be gone', () => !processes.some(isAlive), 2000);
  });

  it('starts again where it stopped', async () => {
    product = await launch({ dataFolder: folder });
    await product.ready;
    expect(await query(product, `SELECT value FROM setting WHERE key = 'kept'`)).toEqual([{ value: 1 }]);
    expect((await product.stop()).code).toBe(0);
  });
});

describe('a first start that is killed before it could show the password, and a provider from the environment', () => {
  const folder = newFolder();
  const noPassword = { SLIPWAY_ADMIN_PASSWORD: '' };
  const key = { OPENAI_API_KEY: 'sk-provider-0123456789' };

  it('shows a one-time password at the next start, which a bad OPENAI_BASE_URL does not stop', async () => {
    const killed = await launch({ dataFolder: folder, env: noPassword });
    await eventually('the first data', () => killed.output().includes('✓ First data written'), 60_000);
    killed.signal('SIGKILL');
    const first = (await killed.exited).output;
    expect(first).not.toContain('Password');
    const env = { ...noPassword, ...key, OPENAI_BASE_URL: 'not an address' };
    const product = await launch({ dataFolder: folder, port: killed.port, env });
    await product.ready;
    expect(product.output()).toMatch(/Password {9}\S+\n.*shown once/);
    expect(product.output()).toContain('the provider of OPENAI_API_KEY could not be registered');
    expect(product.output()).not.toContain(key.OPENAI_API_KEY);
    expect((await product.stop()).code).toBe(0);
  });

  it('shows no password after that, and offers the provider that the environment names', async () => {
    const env = { ...noPassword, ...key, OPENAI_BASE_URL: 'http://127.0.0.1:2/v1', OPENAI_MODEL: 'gpt-x' };
    const product = await launch({ dataFolder: folder, env });
    await product.ready;
    expect(product.output()).not.toContain('Password');
    expect(await callApi(product, 'GET', '/api/providers/openai')).toMatchObject({
      baseUrl: env.OPENAI_BASE_URL,
      hasKey: true,
      models: [{ name: 'gpt-x' }],
    });
    expect((await product.stop()).code).toBe(0);
  });
});

describe('a start that cannot succeed says why in one sentence and exits 1', () => {
  let blocker: ReturnType<typeof createServer> | undefined;

  afterEach(() => blocker?.close());

  async function refusal(options: Partial<ProductOptions>): Promise<string> {
    const { code, output } = await (await launch(options)).exited;
    expect(code).toBe(1);
    const lines = output.split('\n').filter((line) => line.startsWith('✗ '));
    expect(output).not.toMatch(/\n\s+at /);
    return lines.join('\n');
  }

  it('taken port', async () => {
    blocker = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => blocker?.listen(port, resolve));
    const dataFolder = newFolder();
    expect(await refusal({ port, dataFolder })).toMatch(
      new RegExp(`^✗ Port ${port} is taken by another program\\..*PORT=${port + 1}`),
    );
    expect(postgresPid(dataFolder)).toBeNull();
  });

  it.each([
    ['unknown host', { hostname: 'no-such-host.invalid' }, /host "no-such-host.invalid".*cannot be found/],
    ['wrong password', { password: 'wrong-secret' }, /refuses "slipway" with the password/],
    ['unknown database', { pathname: '/nowhere' }, /has no database "nowhere"/],
    ['nobody listening', { port: '1' }, /No PostgreSQL answers at 127.0.0.1:1/],
  ])('DATABASE_URL with %s', async (_case, change, message) => {
    const url = new URL(inject('postgresUrl'));
    const password = url.password;
    Object.assign(url, change);
    const output = await refusal({ env: { DATABASE_URL: url.toString() } });
    expect(output).toMatch(message);
    expect(output).not.toContain(password);
    expect(output).not.toContain('wrong-secret');
  });

  it('variables that make no sense, each in a line of its own', async () => {
    const output = await refusal({ env: { PORT: 'many', SLIPWAY_SECRET: 'short' } });
    expect(output).toMatch(/^✗ PORT must be a number/);
  });

  it('a file where the data folder should be', async () => {
    const file = path.join(newFolder(), 'file');
    writeFileSync(file, '');
    expect(await refusal({ dataFolder: path.join(file, 'data') })).toMatch(/a file stands in its way/);
  });

  it.skipIf(process.getuid?.() === 0)(
    'a data folder that may not be written (root may write anywhere)',
    async () => {
      const parent = path.join(newFolder(), 'closed');
      mkdirSync(parent);
      chmodSync(parent, 0o500);
      expect(await refusal({ dataFolder: path.join(parent, 'data') })).toMatch(
        /may not write to the data folder/,
      );
    },
  );

  it('a full disk', async ({ skip }) => {
    const mount = newFolder();
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', mount], { stdio: 'ignore' });
    } catch {
      skip('only root may make a small disk to fill');
    }
    try {
      expect(await refusal({ dataFolder: path.join(mount, 'data') })).toMatch(/is nearly full/);
    } finally {
      execFileSync('umount', [mount]);
    }
  });
});
