import '../../e2e/support/test-database.ts';
import { statSync } from 'node:fs';
import path from 'node:path';
import { asyncBufferFromFile } from 'hyparquet';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addLoggedEndpoint, addRequest, dayText, ensureDays } from '../../e2e/support/log-days.ts';
import { parquetRows } from '../../e2e/support/parquet-rows.ts';
import { systemCaller } from '../access/index.ts';
import { pgTransaction, pool } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { createLogExport, listExportFiles, listExportRuns } from './index.ts';
import { filesToLookAt, noteLookedAt } from './reader-changes-store.ts';
import { runExport } from './run-export.ts';
import { beginFile, exportsToNarrow } from './run-store.ts';
import { type LogExportInput, logExportInputSchema } from './schemas.ts';
import { exportRoot } from './targets/folder-target.ts';

const system = systemCaller('test');
const signal = new AbortController().signal;
const all = { page: 1, pageSize: 200 };
let endpoint = '';
let folder = '';
let document = '';

beforeAll(() => ensureDays(6));
beforeEach(async () => {
  endpoint = await addLoggedEndpoint();
  folder = `lake-${newId()}`;
  document = newId();
});

async function makeExport(more: Partial<LogExportInput> = {}): Promise<string> {
  const target = { kind: 'folder', folder };
  const input = { name: folder, target, endpoints: [endpoint], enabled: false, ...more };
  const { id } = await createLogExport(system, logExportInputSchema.parse(input));
  await runExport(id, { cause: 'schedule', today: false, signal });
  return id;
}

const narrow = (id: string) => runExport(id, { cause: 'privacy', today: true, onlyStale: true, signal });
const placeOf = (days: number) =>
  path.join(exportRoot(), folder, `endpoint=${endpoint}`, `date=${dayText(days)}`, 'part-00000.parquet');
const responses = async (days: number) =>
  (await parquetRows(await asyncBufferFromFile(placeOf(days)))).map(({ response }) => response);
const filesDone = async (id: string) => (await listExportRuns(system, id, all)).items[0]?.filesDone;

/** An answer that cites the document. */
const addCiting = (days: number) =>
  addRequest(endpoint, days, {
    citations: [{ documentId: document, quote: 'A ramp.' }],
  } as unknown as Parameters<typeof addRequest>[2]);

const giveReaders = (readers: string[]) =>
  pool().query(
    `INSERT INTO reader_list (subject_id, knowledge_base_id, readers) VALUES ($1, $2, $3)
     ON CONFLICT (subject_id) DO UPDATE SET readers = $3`,
    [document, newId(), readers],
  );
const freeDocument = () => pool().query('DELETE FROM reader_list WHERE subject_id = $1', [document]);

describe('reader lists', () => {
  test('that come rewrite the days that drew on the document, once, and no others', async () => {
    await addCiting(2);
    await addRequest(endpoint, 2);
    await addRequest(endpoint, 1);
    const id = await makeExport();
    expect(await exportsToNarrow()).not.toContain(id);
    const { ino } = statSync(placeOf(1));
    await giveReaders([`user:${newId()}`]);
    expect(await exportsToNarrow()).toContain(id);
    await narrow(id);
    expect((await responses(2)).filter((text) => text === null)).toHaveLength(1);
    expect(statSync(placeOf(1)).ino).toBe(ino);
    expect(await filesDone(id)).toBe(1);
    expect(await exportsToNarrow()).not.toContain(id);
    await narrow(id);
    expect(await filesDone(id)).toBe(0);
  });

  test('that only change leave every file as it is; one that goes gives the answer back', async () => {
    await giveReaders([`user:${newId()}`]);
    await addCiting(1);
    const id = await makeExport();
    expect(await responses(1)).toEqual([null]);
    await giveReaders([`user:${newId()}`, `team:${newId()}`]);
    expect(await exportsToNarrow()).not.toContain(id);
    await freeDocument();
    await narrow(id);
    expect(await responses(1)).toEqual([expect.stringContaining('A ramp')]);
  });

  test('that come while a file is looked at, or between killed runs, are not lost', async () => {
    await addCiting(1);
    const id = await makeExport();
    const other = newId();
    await pool().query(
      'INSERT INTO reader_list (subject_id, knowledge_base_id, readers) VALUES ($1, $1, $2)',
      [other, ['user:x']],
    );
    const [file] = await filesToLookAt(id);
    if (file === undefined) throw new Error('There is a file to look at.');
    await giveReaders([`user:${newId()}`]);
    await noteLookedAt(id, file, false);
    expect(await exportsToNarrow()).toContain(id);
    // Killed after it began to write: the file that shows too much is still in its place.
    await pool().query('UPDATE log_export_file SET stale = true WHERE export_id = $1', [id]);
    await beginFile(id, { endpoint, day: dayText(1), what: 'write' }, 'somewhere');
    expect(await exportsToNarrow()).toContain(id);
    await narrow(id);
    expect(await responses(1)).toEqual([null]);
    expect(await exportsToNarrow()).not.toContain(id);
  });

  test('do not concern an export without text', async () => {
    await addCiting(1);
    const id = await makeExport({ includeText: false });
    await giveReaders([`user:${newId()}`]);
    await narrow(id);
    expect(await filesDone(id)).toBe(0);
    expect(await exportsToNarrow()).not.toContain(id);
  });
});

describe('changes under way', () => {
  test('are waited for, also by a file that was stale already or is new', async () => {
    const { requestId } = await addRequest(endpoint, 1, { output: 'Quixotlplume' });
    const id = await makeExport();
    await pool().query('UPDATE log_export_file SET stale = true WHERE export_id = $1', [id]);
    let written: Promise<void> | null = null;
    await pgTransaction(async (client) => {
      await client.query('UPDATE inference SET text_removed_at = now() WHERE id = $1', [requestId]);
      written = narrow(id);
      // It stands still before it reads, because this transaction has not ended.
      await expect
        .poll(async () => {
          const { rows } = await pool().query(
            `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
          );
          return rows[0]?.n;
        })
        .toBe(1);
    });
    await written;
    expect(await responses(1)).toEqual([null]);
    expect((await listExportFiles(system, id, all)).items[0]).toMatchObject({ stale: false });
  });
});
