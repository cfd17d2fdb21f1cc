/** Two evaluators in processes of their own, one of which is killed: each change is seen and told once. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { addRule } from '../../e2e/support/alert-rules.ts';
import { databaseUrl } from '../../e2e/support/test-database.ts';
import { closeJobs } from '../jobs/index.ts';
import { writeGauges } from '../monitoring/index.ts';
import { pool, prisma } from '../platform/db.ts';
import { ruleDocumentSchema } from './rule-schemas.ts';
import { tellLock } from './tell-store.ts';

const children: ChildProcess[] = [];
const script = path.join(import.meta.dirname, '../../e2e/support/evaluate-process.ts');

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await closeJobs();
});

async function startEvaluatorProcess(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, DATABASE_URL: databaseUrl, SLIPWAY_LOG: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  if (child.stdout === null) throw new Error('The process has no output.');
  await once(child.stdout, 'data');
  return child;
}

const rules = 12;
const subjects = Array.from({ length: 4 }, (_, index) => `metric ${index}`);

function write(value: number): Promise<void> {
  const at = new Date();
  return writeGauges(subjects.map((subject) => ({ metric: 'custom', endpoint: '', subject, at, value })));
}

const document = ruleDocumentSchema.parse({
  signal: {
    kind: 'metric',
    expression: { metric: 'custom', aggregation: 'last', groupBy: 'subject' },
    windowSeconds: 3600,
    condition: { kind: 'above', threshold: 0.5 },
  },
  intervalSeconds: 15,
  keepFiringSeconds: 0,
  groupSeconds: 0,
  repeatSeconds: 0,
});

const counts = async () => {
  const alerts = await prisma().alert.findMany({
    select: { ruleId: true, groupKey: true, resolvedAt: true, told: true },
  });
  return {
    alerts: alerts.length,
    groups: new Set(alerts.map(({ ruleId, groupKey }) => `${ruleId} ${groupKey}`)).size,
    over: alerts.filter(({ resolvedAt }) => resolvedAt !== null).length,
    told: alerts.filter(({ told }) => told === 'resolved').length,
    firing: alerts.filter(({ told }) => told === 'firing').length,
  };
};

/** How often each alert was told of, by topic. */
async function toldOf(topic: string): Promise<number> {
  const rows = await prisma().notification.findMany({ where: { topic } });
  return rows.reduce((sum, { data }) => sum + (data as { count: number }).count, 0);
}

test('nothing is lost and nothing is said twice', async () => {
  const all = rules * subjects.length;
  await write(1);
  const [first] = await Promise.all([startEvaluatorProcess(), startEvaluatorProcess()]);
  for (let index = 0; index < rules; index++) await addRule(`rule ${index}`, document);
  await expect.poll(async () => (await counts()).alerts, { timeout: 30_000 }).toBeGreaterThan(0);
  first.kill('SIGKILL');
  // What it had in hand is free when its lease is over.
  await pool().query(`UPDATE alert_rule SET lease_until = now() WHERE lease_until IS NOT NULL`);
  await expect.poll(async () => (await counts()).firing, { timeout: 60_000 }).toBe(all);
  expect(await counts()).toMatchObject({ alerts: all, groups: all, over: 0 });
  expect(await toldOf('alert.firing')).toBe(all);

  await write(0);
  await startEvaluatorProcess();
  await pool().query('UPDATE alert_rule SET due_at = now()');
  await expect.poll(async () => (await counts()).told, { timeout: 60_000 }).toBe(all);
  expect(await counts()).toMatchObject({ alerts: all, groups: all, over: all });
  expect(await toldOf('alert.resolved')).toBe(all);
}, 180_000);

test.each([
  ['before it tells', 'SELECT pg_advisory_lock($1)', 'SELECT pg_advisory_unlock($1)'],
  ['while it tells', 'LOCK TABLE notification IN ACCESS EXCLUSIVE MODE', 'COMMIT'],
])(
  'killed %s what it decided, another tells it, once',
  async (_, hold, release) => {
    for (const child of children) child.kill('SIGKILL');
    await pool().query('TRUNCATE alert_rule, alert, alert_thread, notification CASCADE');
    await write(1);
    const client = await pool().connect();
    try {
      const lock = hold.includes('$1') ? [tellLock] : [];
      if (lock.length === 0) await client.query('BEGIN');
      await client.query(hold, lock);
      const first = await startEvaluatorProcess();
      await addRule('rule', document);
      await expect.poll(async () => (await counts()).alerts, { timeout: 30_000 }).toBe(subjects.length);
      await expect.poll(() => tellersAt(lock.length > 0), { timeout: 30_000 }).toBeGreaterThan(0);
      first.kill('SIGKILL');
      await once(first, 'exit');
      expect(await prisma().alert.count({ where: { told: 'no' } })).toBe(subjects.length);
      await client.query(release, lock);
    } finally {
      client.release();
    }
    await startEvaluatorProcess();
    await expect.poll(async () => (await counts()).firing, { timeout: 30_000 }).toBe(subjects.length);
    expect(await toldOf('alert.firing')).toBe(subjects.length);
    expect(await prisma().alert.count(), 'decided once').toBe(subjects.length);
  },
  90_000,
);

/** How many processes wait where they tell; of those that only try, whether the alerts are there. */
async function tellersAt(tries: boolean): Promise<number> {
  if (tries) return prisma().alert.count({ where: { told: 'no' } });
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_locks WHERE NOT granted AND relation = 'notification'::regclass`,
  );
  return rows[0]?.count ?? 0;
}
