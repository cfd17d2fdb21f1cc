/** Several server processes, each a real one, and what becomes of a quota when one is killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, expect, it } from 'vitest';
import { databaseUrl } from '../../../e2e/support/test-database.ts';
import { systemCaller } from '../../access/index.ts';
import { closeJobs } from '../../jobs/index.ts';
import { pool } from '../../platform/db.ts';
import { closeEvents } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { rebuildUsage } from '../ledger/rebuild-usage.ts';
import { accountOf, moveDatabaseClock, quotaOf } from '../ledger/test-usage.ts';
import type { SaveQuota } from '../quota-schemas.ts';
import { saveQuota } from './save-quota.ts';

const script = path.join(import.meta.dirname, 'quota-process.ts');
const admin = systemCaller('test');
const running = new Set<ChildProcess>();

expect(databaseUrl).toContain('test_');

afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  await moveDatabaseClock('0');
  await pool().query('DELETE FROM quota');
});

afterAll(async () => {
  await closeJobs();
  await closeEvents();
});

function start(user: string, calls: number, mode: 'settle' | 'hang' = 'settle') {
  const child = spawn(process.execPath, [script, user, String(calls), mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const ended = once(child, 'close').then(() => void running.delete(child));
  return { child, lines, ended, reader };
}

async function ownQuota(user: string, change: Partial<SaveQuota>) {
  const email = `${user}@example.com`;
  await pool().query(
    `INSERT INTO "user" (id, email, name, password_hash, updated_at) VALUES ($1, $2, 'x', 'x', now()) ON CONFLICT DO NOTHING`,
    [user, email],
  );
  return saveQuota(admin, null, quotaOf({ subject: { kind: 'user', id: user }, ...change }));
}

function tokensIn(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Number(line.split(' ')[1]), 0);
}

it('lets three processes together have exactly the amount, of requests and of tokens', async () => {
  const user = newId();
  const requests = await ownQuota(user, { amount: '500' });
  const children = [1, 2, 3].map(() => start(user, 400));
  await Promise.all(children.map(({ ended }) => ended));
  const settled = children.flatMap(({ lines }) => lines);
  expect(settled).toHaveLength(500);
  expect(await accountOf(requests.id, user)).toEqual({ used: 500, held: 0 });

  const other = newId();
  const tokens = await ownQuota(other, { measure: 'tokens', amount: '3000' });
  const more = [1, 2, 3].map(() => start(other, 800));
  await Promise.all(more.map(({ ended }) => ended));
  const used = tokensIn(more.flatMap(({ lines }) => lines));
  expect((await accountOf(tokens.id, other)).used).toBe(used);
  expect(used).toBeLessThanOrEqual(3000);
  // What is left is less than the most that one more might need, or was held when the last one asked.
  expect(used).toBeGreaterThan(3000 - 10 * 3);
  expect(await rebuildUsage(admin)).toMatchObject({ counters: [], series: [] });
}, 120_000);

it('loses nothing settled and blocks nothing for ever when a process is killed', async () => {
  const user = newId();
  const { id } = await ownQuota(user, { amount: '200' });
  const hanging = start(user, 60, 'hang');
  await new Promise<void>((resolve) => {
    hanging.reader.on('line', () => hanging.lines.length === 60 && resolve());
  });
  const settling = start(user, 5000);
  await once(settling.reader, 'line');
  settling.child.kill('SIGKILL');
  hanging.child.kill('SIGKILL');
  await Promise.all([settling.ended, hanging.ended]);
  // Everything acknowledged is there; what was committed without its acknowledgement may be more.
  const { used } = await accountOf(id, user);
  expect(used).toBeGreaterThanOrEqual(settling.lines.length);
  const survivor = start(user, 300);
  await survivor.ended;
  // A commit that was on its way when its process died is counted by now.
  const ofTheDead = (await accountOf(id, user)).used - survivor.lines.length;
  expect(ofTheDead).toBeGreaterThanOrEqual(used);
  expect(ofTheDead + survivor.lines.length).toBeLessThanOrEqual(140);
  await moveDatabaseClock('2 minutes');
  const after = start(user, 300);
  await after.ended;
  expect(ofTheDead + survivor.lines.length + after.lines.length).toBe(200);
  expect((await accountOf(id, user)).used).toBe(200);
  expect(await rebuildUsage(admin)).toMatchObject({ counters: [], series: [] });
}, 120_000);
