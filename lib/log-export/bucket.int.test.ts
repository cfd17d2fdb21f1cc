import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FakeS3, startFakeS3 } from '../../e2e/support/fake-s3.ts';
import { addLoggedEndpoint, addRequest, dayText, ensureDays } from '../../e2e/support/log-days.ts';
import { parquetRows } from '../../e2e/support/parquet-rows.ts';
import { databaseUrl, dataFolder } from '../../e2e/support/test-database.ts';
import { systemCaller } from '../access/index.ts';
import { pool } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import {
  createLogExport,
  listExportFiles,
  listExportRuns,
  listLogExports,
  testLogExport,
  updateLogExport,
} from './index.ts';
import { runExport } from './run-export.ts';
import { logExportInputSchema } from './schemas.ts';

const system = systemCaller('test');
const signal = new AbortController().signal;
const all = { page: 1, pageSize: 200 };
let s3: FakeS3;
let endpoint = '';

beforeAll(() => ensureDays(4));
beforeEach(async () => {
  s3 = await startFakeS3();
  endpoint = await addLoggedEndpoint();
});
afterEach(() => s3.stop());

function inputOf(more: Record<string, unknown> = {}, url = s3.url) {
  const { region, bucket, accessKeyId } = s3;
  const target = {
    kind: 's3',
    url,
    region,
    bucket,
    accessKeyId,
    prefix: 'lake/slipway',
    allowPrivateNetwork: true,
  };
  return logExportInputSchema.parse({
    name: `bucket ${newId()}`,
    target: { ...target, ...(more.target as object) },
    secretAccessKey: more.secret ?? s3.secretAccessKey,
    endpoints: [endpoint],
  });
}

const run = (id: string) => runExport(id, { cause: 'schedule', today: false, signal });
const keyOf = (days: number, file = 'part-00000.parquet') =>
  `lake/slipway/endpoint=${endpoint}/date=${dayText(days)}/${file}`;

async function readBack(days: number): Promise<Record<string, unknown>[]> {
  const object = s3.objects.get(keyOf(days));
  if (object === undefined) throw new Error('There is no such object.');
  return parquetRows(new Uint8Array(object).buffer);
}

test('files go to a bucket, signed, and go from it with their rows', async () => {
  const { requestId } = await addRequest(endpoint, 2);
  await addRequest(endpoint, 1);
  const { id } = await createLogExport(system, inputOf());
  await run(id);
  expect([...s3.objects.keys()].sort()).toEqual(
    [keyOf(2), keyOf(2, '_SUCCESS'), keyOf(1), keyOf(1, '_SUCCESS')].sort(),
  );
  expect((await readBack(2))[0]).toMatchObject({ request_id: requestId });
  await pool().query('DELETE FROM inference WHERE id = $1', [requestId]);
  await run(id);
  expect([...s3.objects.keys()].sort()).toEqual([keyOf(1), keyOf(1, '_SUCCESS')].sort());
});

test('a busy or broken service is asked again; one that refuses is told of, without its words or our keys', async () => {
  await addRequest(endpoint, 1);
  const { id } = await createLogExport(system, inputOf());
  s3.faults.push(503, 500);
  await run(id);
  expect(s3.objects.has(keyOf(1))).toBe(true);
  const { id: wrong } = await createLogExport(system, inputOf({ secret: 'another-secret' }));
  await expect(run(wrong)).rejects.toMatchObject({ code: 'unavailable' });
  const [failed] = (await listExportRuns(system, wrong, all)).items;
  expect(failed).toMatchObject({ state: 'failed', filesDone: 0 });
  expect(failed?.error).toMatch(/status 403 \(SignatureDoesNotMatch\)/);
  expect(JSON.stringify(failed)).not.toMatch(/another-secret|secret words/);
  expect((await listExportFiles(system, wrong, all)).items[0]).toMatchObject({ stale: true, rows: null });
  expect(await testLogExport(system, wrong, signal)).toMatchObject({ ok: false });
  expect(await testLogExport(system, id, signal)).toMatchObject({ ok: true });
});

test('a bucket that does not exist takes no files, and the test of the target says so', async () => {
  await addRequest(endpoint, 1);
  const { id } = await createLogExport(system, inputOf());
  s3.faults.push(404);
  expect(await testLogExport(system, id, signal)).toMatchObject({
    ok: false,
    message: expect.stringContaining('status 404'),
  });
  s3.faults.push(404);
  await expect(run(id)).rejects.toThrow(/status 404/);
  expect((await listExportFiles(system, id, all)).items[0]).toMatchObject({ stale: true, rows: null });
});

test('a redirect is not followed: it would carry the signature elsewhere', async () => {
  await addRequest(endpoint, 1);
  const other = await startFakeS3();
  const { id } = await createLogExport(system, inputOf());
  s3.faults.push({ redirect: other.url });
  await expect(run(id)).rejects.toThrow(/redirects/);
  expect(other.requests).toEqual([]);
  await other.stop();
});

test('private addresses are called when that was allowed, and metadata services never', async () => {
  const refused = { code: 'invalid', reason: 'egress_refused' };
  const closed = inputOf({ target: { allowPrivateNetwork: false } });
  await expect(createLogExport(system, closed)).rejects.toMatchObject(refused);
  const metadata = inputOf({}, 'http://169.254.169.254');
  await expect(createLogExport(system, metadata)).rejects.toMatchObject(refused);
});

test('the secret is never told again, and does not go to another server', async () => {
  const input = inputOf();
  const { id, name } = await createLogExport(system, input);
  const audit = await pool().query('SELECT before, after FROM audit_event WHERE subject_id = $1', [id]);
  const told = JSON.stringify([await listLogExports(system), audit.rows]);
  expect(told).toContain(name);
  expect(told).not.toContain(s3.secretAccessKey);
  const { secretAccessKey, ...kept } = input;
  await updateLogExport(system, id, { ...kept, name });
  if (kept.target.kind !== 's3') throw new Error('not a bucket');
  const elsewhere = { ...kept, name, target: { ...kept.target, url: 'https://evil.example.com' } };
  await expect(updateLogExport(system, id, elsewhere)).rejects.toMatchObject({ code: 'invalid' });
  await addRequest(endpoint, 1);
  await run(id);
  expect(s3.objects.has(keyOf(1))).toBe(true);
});

/** Text that does not compress, so that the file needs parts. */
async function addLargeDay(): Promise<void> {
  const requests = Array.from({ length: 40 }, () =>
    addRequest(endpoint, 1, { output: randomBytes(300_000).toString('base64') }),
  );
  await Promise.all(requests);
}

test('large files go in parts', async () => {
  await addLargeDay();
  const { id } = await createLogExport(system, inputOf());
  await run(id);
  expect(s3.requests.filter((line) => line.startsWith('PUT')).length).toBeGreaterThan(2);
  expect(s3.uploads.size).toBe(0);
  expect(await readBack(1)).toHaveLength(40);
});

test('a process killed between two parts leaves what the next run cleans away and ends', async () => {
  await addLargeDay();
  const { id } = await createLogExport(system, inputOf());
  let parts = 0;
  const reached = new Promise<void>((resolve) => {
    s3.onPut = () => {
      if (++parts < 2) return;
      resolve();
      return new Promise(() => undefined);
    };
  });
  const script = path.resolve(import.meta.dirname, '../../e2e/support/export-process.ts');
  const child = spawn(process.execPath, [script, id], {
    env: { ...process.env, DATABASE_URL: databaseUrl, SLIPWAY_DATA_DIR: dataFolder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await reached;
  child.kill('SIGKILL');
  await ended;
  s3.onPut = null;
  expect(s3.objects.size).toBe(0);
  expect(s3.uploads.size).toBe(1);
  await lockFreed(id);
  await run(id);
  expect(s3.uploads.size).toBe(0);
  expect(await readBack(1)).toHaveLength(40);
  const { items } = await listExportRuns(system, id, all);
  expect(items.map(({ state }) => state)).toEqual(['done', 'failed']);
  expect((await listExportFiles(system, id, all)).items).toMatchObject([{ rows: 40, stale: false }]);
});

/** The dead process's connection ends when PostgreSQL notices. */
async function lockFreed(id: string): Promise<void> {
  const { tryWithLock } = await import('../platform/advisory-lock.ts');
  await expect
    .poll(async () => (await tryWithLock(`log-export/${id}`, async () => 0)).acquired, {
      timeout: 20_000,
    })
    .toBe(true);
}

test('what changes while a file is written makes it stale again', async () => {
  const { requestId } = await addRequest(endpoint, 1, { output: 'Quixotlplume' });
  const { id } = await createLogExport(system, inputOf());
  s3.onPut = async () => {
    s3.onPut = null;
    await pool().query('UPDATE inference SET text_removed_at = now() WHERE id = $1', [requestId]);
  };
  await run(id);
  expect((await listExportFiles(system, id, all)).items[0]).toMatchObject({ stale: true });
  await run(id);
  expect((await readBack(1))[0]).toMatchObject({ response: null });
  expect((await listExportFiles(system, id, all)).items[0]).toMatchObject({ stale: false });
});
