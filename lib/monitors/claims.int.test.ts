import '../../e2e/support/test-database.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { admin } from '../../e2e/support/registry.ts';
import { pool } from '../platform/db.ts';
import {
  createMonitor,
  deleteMonitor,
  getMonitor,
  getRun,
  listMonitors,
  monitorHistory,
  updateMonitor,
} from './index.ts';
import { runMonitor } from './runs/run-monitor.ts';
import { watchMonitors } from './runs/watch-monitors.ts';
import { listMonitorsQuerySchema, saveMonitorSchema } from './schemas.ts';
import { input, never, rowsOn, watched } from './test-monitors.ts';
import { plainEndpoint } from './test-rows.ts';

const calm = [5, 4, 3, 2].map((ago) => ({ ago, count: 300 }));

describe('who runs what', () => {
  test('two workers at once compute each window once', async () => {
    const endpoint = await plainEndpoint();
    for (let ago = 1; ago <= 12; ago++) await rowsOn(endpoint, ago, 60);
    const { id } = await createMonitor(admin, input(endpoint));
    await Promise.all([runMonitor(id, never), runMonitor(id, never), runMonitor(id, never)]);
    const runs = await pool().query('SELECT state, attempts FROM monitor_run WHERE monitor_id = $1', [id]);
    expect(runs.rows).toEqual(Array.from({ length: 12 }, () => ({ state: 'done', attempts: 1 })));
  });

  test('what a killed worker held is computed by another', async () => {
    const endpoint = await plainEndpoint();
    for (let ago = 1; ago <= 20; ago++) await rowsOn(endpoint, ago, 1500);
    const { id } = await createMonitor(admin, input(endpoint, { slices: ['version', 'language', 'source'] }));
    const script = path.join(import.meta.dirname, '../../e2e/support/monitor-process.ts');
    const child = spawn(process.execPath, [script, id], { env: process.env, stdio: 'ignore' });
    const held = async () => {
      const rows = await pool().query(
        `SELECT 1 FROM monitor_run WHERE monitor_id = $1 AND state = 'running'`,
        [id],
      );
      return rows.rowCount === 1;
    };
    await expect.poll(held, { timeout: 45_000, interval: 10 }).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await pool().query(
      `UPDATE monitor_run SET state = 'running', finished_at = NULL WHERE id =
      (SELECT id FROM monitor_run WHERE monitor_id = $1 ORDER BY started_at DESC, id DESC LIMIT 1)`,
      [id],
    );
    const left = async () =>
      (await pool().query(`SELECT 1 FROM monitor_run WHERE monitor_id = $1 AND state <> 'done'`, [id]))
        .rowCount;
    await runMonitor(id, never);
    expect(await left(), 'its lease lasts').toBe(1);
    await pool().query(
      `UPDATE monitor_run SET lease_until = now() - interval '1 second' WHERE monitor_id = $1`,
      [id],
    );
    await runMonitor(id, never);
    expect(await left()).toBe(0);
    const done = await pool().query('SELECT count(*)::int AS n FROM monitor_run WHERE monitor_id = $1', [id]);
    expect(done.rows).toEqual([{ n: 20 }]);
  });

  test('a window on which every worker died is given up with a reason, and asked for again by a person', async () => {
    const { monitor } = await watched([
      { ago: 2, count: 40 },
      { ago: 1, count: 40 },
    ]);
    const runId = monitor.lastRun?.id ?? '';
    await pool().query(
      `UPDATE monitor_run SET state = 'running', attempts = 5, lease_until = now() - interval '1 second' WHERE id = $1`,
      [runId],
    );
    await runMonitor(monitor.id, never);
    await watchMonitors();
    const { run } = await getRun(admin, monitor.id, runId);
    expect(run).toMatchObject({ state: 'failed', error: expect.stringContaining('stopped on every try') });
    await runMonitor(monitor.id, { ...never, again: true });
    expect((await getRun(admin, monitor.id, runId)).run).toMatchObject({ state: 'done', error: null });
  });

  test('a monitor that is deleted, or whose endpoint is, while it runs ends without a word', async () => {
    const endpoint = await plainEndpoint();
    for (let ago = 1; ago <= 5; ago++) await rowsOn(endpoint, ago, 800);
    const { id } = await createMonitor(admin, input(endpoint, { slices: ['language'] }));
    const running = runMonitor(id, never);
    const begun = async () =>
      (await pool().query('SELECT 1 FROM monitor_run WHERE monitor_id = $1', [id])).rowCount;
    await expect.poll(begun, { timeout: 20_000, interval: 5 }).toBeGreaterThan(0);
    await deleteMonitor(admin, id);
    await expect(running).resolves.toBeUndefined();
    expect(await begun()).toBe(0);

    const other = await createMonitor(admin, input(endpoint));
    await pool().query('DELETE FROM endpoint WHERE name = $1', [endpoint]);
    await runMonitor(other.id, never);
    const runs = await pool().query('SELECT 1 FROM monitor_run WHERE monitor_id = $1', [other.id]);
    expect(runs.rowCount, 'rows that are left of an endpoint are not judged').toBe(0);
  });

  test('another length of windows begins anew: no window of the old length stands in the way of one', async () => {
    const { monitor } = await watched([...calm, { ago: 1, count: 300 }], { granularity: 'hour' });
    expect(monitor.lastRun).not.toBeNull();
    const daily = saveMonitorSchema.parse({ ...monitor, granularity: 'day' });
    const changedTo = await updateMonitor(admin, monitor.id, daily);
    expect(changedTo.recent, 'windows of hours are gone').toEqual([]);
    expect(Date.parse(changedTo.nextRunAt ?? ''), 'and it runs at once').toBeLessThanOrEqual(
      Date.now() + 60_000,
    );
    await runMonitor(monitor.id, never);
    const { runs } = await monitorHistory(admin, monitor.id, 30);
    expect(runs.map(({ rows }) => rows)).toEqual([300, 300, 300, 300, 300]);
  });

  test('every endpoint has a monitor of its own, once, which can be turned off and not deleted', async () => {
    const endpoint = await plainEndpoint();
    await Promise.all([watchMonitors(), watchMonitors()]);
    const { items } = await listMonitors(admin, listMonitorsQuerySchema.parse({ endpoint }));
    const [own] = items;
    if (own === undefined) throw new Error('There is none.');
    expect(items).toHaveLength(1);
    expect(own).toMatchObject({
      isDefault: true,
      enabled: true,
      granularity: 'day',
      baseline: { kind: 'previous', windows: 7 },
    });
    expect(Date.parse(own.nextRunAt ?? ''), 'taken up, and due again by its schedule').toBeGreaterThan(
      Date.now(),
    );
    await expect(deleteMonitor(admin, own.id)).rejects.toThrow(/Turn it off/);
    const off = await updateMonitor(admin, own.id, saveMonitorSchema.parse({ ...own, enabled: false }));
    expect(off).toMatchObject({ enabled: false, nextRunAt: null });
    await watchMonitors();
    expect((await getMonitor(admin, own.id)).nextRunAt).toBeNull();
  });
});
