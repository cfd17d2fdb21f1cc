/** Who runs what, when several do, and some die. */
import '../../e2e/support/test-database.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { admin } from '../../e2e/support/registry.ts';
import { pool } from '../platform/db.ts';
import { ensureAutomaticChecks } from './ensure-automatic-checks.ts';
import { createCheck, deleteCheck, runCheckNow, updateCheck } from './index.ts';
import { runDueChecks } from './run-due-checks.ts';
import { asks, database, historyOf, listFor, never, watchForTests } from './test-checks.ts';

const watched = watchForTests();

async function makeDue(id: string): Promise<void> {
  await pool().query('UPDATE health_check SET due_at = now() WHERE id = $1', [id]);
}

describe('who runs what', () => {
  test('two runners at once run each check once', async () => {
    for (let i = 0; i < 20; i++) await createCheck(admin, database());
    await Promise.all([runDueChecks(never), runDueChecks(never), runDueChecks(never)]);
    const counts = await pool().query('SELECT count(*)::int FROM health_result GROUP BY check_id');
    expect(counts.rows.map(({ count }) => count)).toEqual(Array.from({ length: 20 }, () => 1));
    expect(await pool().query('SELECT 1 FROM health_check WHERE run_id IS NOT NULL')).toMatchObject({
      rowCount: 0,
    });
  });

  test('what a killed runner held is run by another, once', async () => {
    const { id } = await createCheck(admin, asks(watched.hanging, {}, { timeoutMs: 60_000 }));
    const script = path.join(import.meta.dirname, '../../e2e/support/health-process.ts');
    const child = spawn(process.execPath, [script], { env: process.env, stdio: 'pipe' });
    const held = async () => {
      const rows = await pool().query(
        'SELECT run_id FROM health_check WHERE id = $1 AND run_id IS NOT NULL',
        [id],
      );
      return rows.rowCount === 1;
    };
    await expect.poll(held, { timeout: 20_000, interval: 50 }).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await runDueChecks(never);
    expect((await historyOf(id)).results).toEqual([]);
    await expect(runCheckNow(admin, id, never)).rejects.toThrow(/being run right now/);
    await pool().query(
      `UPDATE health_check SET run_until = now() - interval '1 second', timeout_ms = 1000 WHERE id = $1`,
      [id],
    );
    await runDueChecks(never);
    expect((await historyOf(id)).results).toHaveLength(1);
  });

  test('a runner whose check was changed meanwhile writes nothing', async () => {
    const { claimCheck } = await import('./check-store.ts');
    const { runClaimed } = await import('./run-claimed.ts');
    const check = await createCheck(admin, database());
    const claimed = await claimCheck(check.id);
    if (claimed === null) throw new Error('It could not be claimed.');
    await updateCheck(admin, check.id, database({ name: check.name }), null);
    await runClaimed(claimed, never);
    expect((await historyOf(check.id)).results).toEqual([]);
  });

  test('a check that is deleted while it runs leaves nothing behind, and its runner goes on', async () => {
    const deleted = await createCheck(admin, asks(watched.hanging, {}, { timeoutMs: 1000 }));
    const other = await createCheck(admin, database());
    const running = runDueChecks(never);
    await expect.poll(() => watched.fake.calls.length, { timeout: 10_000 }).toBe(1);
    await deleteCheck(admin, deleted.id);
    await running;
    const { rows } = await pool().query<{ id: string }>('SELECT check_id AS id FROM health_result');
    expect(rows).toEqual([{ id: other.id }]);
    expect((await pool().query('SELECT 1 FROM health_incident')).rowCount).toBe(0);
  });

  test('a runner that is told to stop gives back what it holds', async () => {
    const { id } = await createCheck(admin, asks(watched.hanging, {}, { timeoutMs: 60_000 }));
    const stop = new AbortController();
    const running = runDueChecks(stop.signal);
    await expect.poll(() => watched.fake.calls.length, { timeout: 10_000 }).toBe(1);
    stop.abort();
    await expect(running).rejects.toThrow();
    const row = await pool().query('SELECT run_id FROM health_check WHERE id = $1', [id]);
    expect(row.rows[0]).toEqual({ run_id: null });
  });

  test('what is due comes again after its interval, not at once', async () => {
    const { id } = await createCheck(admin, database({ schedule: { everyMinutes: 10 } }));
    await runDueChecks(never);
    await runDueChecks(never);
    expect((await historyOf(id)).results).toHaveLength(1);
    await makeDue(id);
    await runDueChecks(never);
    expect((await historyOf(id)).results).toHaveLength(2);
  });
});

describe('automatic checks', () => {
  test('are made once, stay deleted, and go with what they are of', async () => {
    await ensureAutomaticChecks();
    await ensureAutomaticChecks();
    const names = (await listFor()).items.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['PostgreSQL', 'Processes', 'Background work', 'Provider fake']),
    );
    expect(names).toHaveLength(new Set(names).size);
    expect((await listFor()).items.filter(({ kind }) => kind === 'question')).toEqual([]);
    const postgres = (await listFor()).items.find(({ kind }) => kind === 'database');
    await deleteCheck(admin, postgres?.id ?? '');
    await ensureAutomaticChecks();
    expect((await listFor()).items.some(({ kind }) => kind === 'database')).toBe(false);
    await pool().query(`UPDATE health_check SET subject = 'no-such' WHERE made_for = 'provider:fake'`);
    await ensureAutomaticChecks();
    expect((await listFor()).items.some(({ subject }) => subject === 'no-such')).toBe(false);
  });
});
