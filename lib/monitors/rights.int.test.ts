import '../../e2e/support/test-database.ts';
import { describe, expect, test } from 'vitest';
import { userCaller } from '../../e2e/support/callers.ts';
import { admin } from '../../e2e/support/registry.ts';
import { AppError } from '../platform/errors.ts';
import {
  createMonitor,
  deleteMonitor,
  getMonitor,
  getRun,
  listMonitors,
  monitorHistory,
  updateMonitor,
} from './index.ts';
import { createMonitorSchema, listMonitorsQuerySchema, saveMonitorSchema } from './schemas.ts';
import { input, watched } from './test-monitors.ts';
import { plainEndpoint } from './test-rows.ts';

describe('who may', () => {
  const there = (name: string) => ({ scope: { kind: 'endpoint', name } as const });
  test('seeing needs dashboards.read at the endpoint, changing monitors.write; elsewhere there is nothing', async () => {
    const { endpoint, monitor } = await watched([
      { ago: 2, count: 50 },
      { ago: 1, count: 50 },
    ]);
    const other = await plainEndpoint();
    const reader = userCaller('stakeholder', there(endpoint));
    const stranger = userCaller('mlops-engineer', there(other));
    expect((await getMonitor(reader, monitor.id)).id).toBe(monitor.id);
    await expect(updateMonitor(reader, monitor.id, saveMonitorSchema.parse(monitor))).rejects.toThrow(
      /lacks the permission/,
    );
    await expect(createMonitor(reader, input(endpoint))).rejects.toThrow(/lacks the permission/);
    const { id } = monitor;
    const runId = monitor.lastRun?.id ?? '';
    for (const attempt of [
      () => getMonitor(stranger, id),
      () => monitorHistory(stranger, id, 3),
      () => getRun(stranger, id, runId),
      () => deleteMonitor(stranger, id),
      () => updateMonitor(stranger, id, saveMonitorSchema.parse(monitor)),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(createMonitor(stranger, input(endpoint))).rejects.toBeInstanceOf(AppError);
    const seen = await listMonitors(stranger, listMonitorsQuerySchema.parse({ pageSize: 100 }));
    expect(new Set(seen.items.map((item) => item.endpoint))).toEqual(new Set([other]));
    const mine = await createMonitor(stranger, input(other));
    await expect(getRun(stranger, mine.id, runId), 'a window of another monitor').rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('nonsense is refused: schedules, zones, columns, names that are taken', async () => {
    const endpoint = await plainEndpoint();
    const refused = (change: Record<string, unknown>) =>
      createMonitorSchema
        .safeParse({ ...input(endpoint), ...change })
        .error?.issues.map(({ path: at }) => at.join('.'));
    expect(refused({ schedule: 'soon' })).toEqual(['schedule']);
    expect(refused({ timeZone: 'Mars/Olympus' })).toEqual(['timeZone']);
    expect(refused({ columns: ['password_hash'] })).toEqual(['columns.0']);
    expect(refused({ columns: [] })).toEqual(['columns']);
    expect(refused({ name: '\u0000' })).toEqual(['name']);
    await createMonitor(admin, input(endpoint));
    await expect(createMonitor(admin, input(endpoint))).rejects.toThrow(/already/);
    await expect(
      createMonitor(admin, input(endpoint, { name: 'x', columns: ['custom:none'] })),
    ).rejects.toThrow(/Make it first/);
    await expect(createMonitor(admin, input('nowhere'))).rejects.toMatchObject({ code: 'not_found' });
  });
});
