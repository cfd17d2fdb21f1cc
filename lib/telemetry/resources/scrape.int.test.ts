/** Servers that are scraped: well-behaved ones, and those that hang, redirect, flood or lie. */
import '../../../e2e/support/test-database.ts';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { userCaller } from '../../../e2e/support/callers.ts';
import { systemCaller } from '../../access/index.ts';
import { closeJobs } from '../../jobs/index.ts';
import { pool } from '../../platform/db.ts';
import { deriveEnv } from '../../platform/env.ts';
import { createTarget, deleteTarget, listTargets, startSampling, tryTarget, updateTarget } from './index.ts';
import { scrapeTargetInputSchema } from './scrape-schemas.ts';
import { scrapeDue } from './scrape-target.ts';

const admin = systemCaller('test');
let answer: RequestListener = (_request, response) => response.end('up 1\n');
let server: Server;
let url = '';

beforeAll(async () => {
  deriveEnv({ SLIPWAY_LOG: 'silent' });
  server = createServer((request, response) => answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  url = `http://127.0.0.1:${address.port}/metrics`;
});
beforeEach(() => {
  answer = (_request, response) => response.end('vllm:num_requests_waiting{model_name="m"} 3\n');
});
afterEach(async () => {
  await pool().query('TRUNCATE scrape_target, metric_gauge');
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await closeJobs();
});

const input = (more: object = {}) =>
  scrapeTargetInputSchema.parse({ name: 'box', url, allowPrivateNetwork: true, ...more });
const gauges = async (metric: string) =>
  (await pool().query('SELECT subject, value FROM metric_gauge WHERE metric = $1 ORDER BY subject', [metric]))
    .rows;

async function reading(more: object = {}) {
  const { id } = await createTarget(admin, input(more));
  return tryTarget(admin, id);
}

test('figures become gauges, and the last reading is told', async () => {
  expect(await reading()).toMatchObject({ lastValues: 1, lastError: null });
  expect(await gauges('model_queue')).toEqual([{ subject: 'box: m', value: 3 }]);
});

test('a token is sent, never shown, and stays with its server', async () => {
  let seen: string | undefined;
  answer = (request, response) => {
    seen = request.headers.authorization;
    response.end('up 1\n');
  };
  const target = await reading({ token: 'tok-123' });
  expect(seen).toBe('Bearer tok-123');
  expect(JSON.stringify(target)).not.toContain('tok-123');
  expect(target.hasToken).toBe(true);
  const kept = await updateTarget(admin, target.id, input({ name: 'renamed' }), null);
  expect(kept.hasToken).toBe(true);
  await expect(
    updateTarget(admin, target.id, input({ url: 'http://10.0.0.9:8000/metrics' }), null),
  ).rejects.toThrow(/Enter the token again/);
  expect((await updateTarget(admin, target.id, input({ token: '' }), null)).hasToken).toBe(false);
  const stored = await pool().query('SELECT before, after FROM audit_event');
  expect(JSON.stringify(stored.rows)).not.toContain('tok-123');
});

describe('servers that misbehave', () => {
  test('one that hangs', { timeout: 20_000 }, async () => {
    answer = () => undefined;
    expect((await reading()).lastError).toMatch(/did not answer within 8 s/);
  });

  test('one that redirects', async () => {
    answer = (_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    expect((await reading()).lastError).toMatch(/redirects \(status 302\)/);
  });

  test('one that floods', async () => {
    const block = 'x 1\n'.repeat(100_000);
    answer = (_request, response) => {
      const write = (): void => {
        if (!response.destroyed) response.write(block, () => setImmediate(write));
      };
      write();
    };
    expect((await reading()).lastError).toMatch(/more than 4 MB/);
  });

  test.each([
    ['a web page', '<html>sign in</html>', 200, /Line 1 is no sample/],
    ['a refusal', 'no', 401, /status 401. Check the token/],
    ['a failure', 'no', 503, /status 503/],
  ])('one that answers with %s', async (_what, text, status, message) => {
    answer = (_request, response) => response.writeHead(status).end(text);
    const target = await reading();
    expect(target.lastError).toMatch(message);
    expect(target.lastValues).toBeNull();
  });
});

test('a private address needs leave, and metadata services are never opened', async () => {
  await expect(createTarget(admin, input({ allowPrivateNetwork: false }))).rejects.toThrow(/private network/);
  for (const address of ['http://169.254.169.254/metrics', 'http://user:pw@example.com/metrics']) {
    await expect(createTarget(admin, input({ url: address }))).rejects.toMatchObject({ code: 'invalid' });
  }
  expect(scrapeTargetInputSchema.safeParse({ name: 'x', url: 'file:///etc/passwd' }).success).toBe(false);
});

test('two workers at once read each server once', async () => {
  let reads = 0;
  answer = (_request, response) => {
    reads += 1;
    response.end('up 1\n');
  };
  for (const name of ['a', 'b', 'c']) await createTarget(admin, input({ name }));
  await createTarget(admin, input({ name: 'off', enabled: false }));
  await Promise.all([scrapeDue(), scrapeDue(), scrapeDue()]);
  expect(reads).toBe(3);
  await scrapeDue();
  expect(reads).toBe(3);
});

test('only who may set it up does', async () => {
  const { id } = await createTarget(admin, input());
  for (const role of ['data-scientist', 'security-admin', 'stakeholder', 'end-user'] as const) {
    const caller = userCaller(role);
    await expect(createTarget(caller, input({ name: 'x' }))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listTargets(caller)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(tryTarget(caller, id)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(deleteTarget(caller, id)).rejects.toMatchObject({ code: 'forbidden' });
  }
  const scoped = userCaller('mlops-engineer', { scope: { kind: 'endpoint', name: 'one' } });
  await expect(updateTarget(scoped, id, input(), null)).rejects.toMatchObject({ code: 'forbidden' });
});

test('processes sample themselves, the worker what all share, until they stop', async () => {
  const server = startSampling('server', 20);
  const worker = startSampling('worker', 20);
  await expect
    .poll(async () => (await gauges('database_size')).length, { timeout: 10_000 })
    .toBeGreaterThan(0);
  await expect
    .poll(async () => (await gauges('requests_in_flight')).length, { timeout: 10_000 })
    .toBeGreaterThan(0);
  await Promise.all([server.stop(), worker.stop()]);
  const cpu = await gauges('process_cpu');
  expect(new Set(cpu.map(({ subject }) => subject.split(' ')[0]))).toEqual(new Set(['server', 'worker']));
  for (const { value } of cpu) expect(value).toBeLessThan(64);
  const [memory] = await gauges('process_memory');
  expect(memory?.value).toBeGreaterThan(10_000_000);
  for (const { value } of await gauges('event_loop_delay')) expect(value).toBeGreaterThanOrEqual(0);
  const before = (await gauges('process_cpu')).length;
  await new Promise((resolve) => setImmediate(resolve));
  expect((await gauges('process_cpu')).length).toBe(before);
});
