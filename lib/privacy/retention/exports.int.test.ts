import '../../../e2e/support/test-database.ts';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { asyncBufferFromFile } from 'hyparquet';
import { expect, test } from 'vitest';
import {
  addLoggedEndpoint,
  addRequest,
  dayText,
  ensureDays,
  exportUpToNow,
} from '../../../e2e/support/log-days.ts';
import { parquetRows } from '../../../e2e/support/parquet-rows.ts';
import { systemCaller } from '../../access/index.ts';
import { createLogExport, listLogExports, rewriteStaleExports } from '../../log-export/index.ts';
import { logExportInputSchema } from '../../log-export/schemas.ts';
import { pool } from '../../platform/db.ts';
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
  const { root } = await listLogExports(system);
  const placeOf = (days: number) =>
    path.join(root, 'lake', `endpoint=${endpoint}`, `date=${dayText(days)}`, 'part-00000.parquet');
  const responses = async (days: number) =>
    (await parquetRows(await asyncBufferFromFile(placeOf(days)))).map(({ response }) => response);
  /** Days that are not left for the night. */
  const narrowed = async () => {
    const { rows } = await pool().query<{ day: string }>(
      'SELECT day::text FROM log_export_file WHERE narrowed ORDER BY day',
    );
    return rows.map(({ day }) => day);
  };
  await exportUpToNow(id);
  expect(existsSync(placeOf(5))).toBe(true);
  await setDefaultPolicy(
    system,
    setDefaultPolicySchema.parse({ storePrompts: true, days: { metrics: 4, text: 2 } }),
  );
  // The setting alone changes nothing: it holds once the log is emptied.
  expect(await narrowed()).toEqual([]);
  await applyRetention({ signal });
  expect(await narrowed()).toEqual([dayText(5), dayText(3)]);
  await rewriteStaleExports(signal);
  expect(existsSync(placeOf(5))).toBe(false);
  expect(await responses(3)).toEqual([null]);
  expect(await responses(1)).toEqual([expect.stringContaining('A ramp')]);
  expect(await narrowed()).toEqual([]);
  await closeEvents();
});
