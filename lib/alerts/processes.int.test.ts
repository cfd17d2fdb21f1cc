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
