import '../../../e2e/support/test-database.ts';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { asyncBufferFromFile } from 'hyparquet';
import { expect, test } from 'vitest';
import { addLoggedEndpoint, addRequest, dayText, ensureDays } from '../../../e2e/support/log-days.ts';
import { parquetRows } from '../../../e2e/support/parquet-rows.ts';
import { systemCaller } from '../../access/index.ts';
import { createLogExport } from '../../log-export/index.ts';
import { runExport } from '../../log-export/run-export.ts';
import { exportsToNarrow } from '../../log-export/run-store.ts';
import { logExportInputSchema } from '../../log-export/schemas.ts';
import { exportRoot } from '../../log-export/targets/folder-target.ts';
import { closeEvents } from '../../platform/events.ts';
import { setDefaultPolicySchema } from '../schemas.ts';
import { setDefaultPolicy } from '../set-policy.ts';
import { applyRetention } from './apply-retention.ts';

const system = systemCaller('test');
const signal = new AbortController().signal;

test('text and days that retention takes leave the files before the night, of disabled exports too', async () => {
  await ensureDays(6);
  const endpoint = await addLoggedEndpoint();
  for (const days of [5, 3, 1]) await addRequest(endpoint, days);
  const target = { kind: 'folder', folder: 'lake' };
  const input = logExportInputSchema.parse({ name: 'lake', target, endpoints: [endpoint], enabled: false });
  const { id } = await createLogExport(system, input);
  const placeOf = (days: number) =>
    path.join(exportRoot(), 'lake', `endpoint=${endpoint}`, `date=${dayText(days)}`, 'part-00000.parquet');
  const responses = async (days: number) =>
    (await parquetRows(await asyncBufferFromFile(placeOf(days)))).map(({ response }) => response);
  await runExport(id, { cause: 'schedule', today: false, signal });
  expect(existsSync(placeOf(5))).toBe(true);
  await setDefaultPolicy(
    system,
    setDefaultPolicySchema.parse({ storePrompts: true, days: { metrics: 4, text: 2 } }),
  );
  // The setting alone changes nothing: it holds once the log is emptied.
  expect(await exportsToNarrow()).not.toContain(id);
  await applyRetention({ signal });
  expect(await exportsToNarrow()).toContain(id);
  await runExport(id, { cause: 'privacy', today: true, onlyStale: true, signal });
  expect(existsSync(placeOf(5))).toBe(false);
  expect(await responses(3)).toEqual([null]);
  expect(await responses(1)).toEqual([expect.stringContaining('A ramp')]);
  expect(await exportsToNarrow()).not.toContain(id);
  await closeEvents();
});
