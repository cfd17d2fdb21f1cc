import '../../e2e/support/test-database.ts';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addAccount } from '../../e2e/support/accounts.ts';
import { keyCaller, userCaller } from '../../e2e/support/callers.ts';
import { addLoggedEndpoint, addRequest, dayText, ensureDays } from '../../e2e/support/log-days.ts';
import { parquetRows } from '../../e2e/support/parquet-rows.ts';
import { systemCaller } from '../access/index.ts';
import { giveFeedback } from '../inference/index.ts';
import { feedbackInputSchema } from '../inference/schemas.ts';
import { pool } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { columns } from './files/columns.ts';
import {
  createLogExport,
  deleteLogExport,
  listExportFiles,
  listExportRuns,
  listLogExports,
  requestExportRun,
  rewriteStaleExports,
  testLogExport,
  updateLogExport,
} from './index.ts';
import { runExport } from './run-export.ts';
import { type LogExportInput, logExportInputSchema } from './schemas.ts';
import { exportRoot } from './targets/folder-target.ts';

const system = systemCaller('test');
const signal = new AbortController().signal;
const all = { page: 1, pageSize: 200 };
let endpoint = '';
let folder = '';

beforeAll(() => ensureDays(6));
beforeEach(async () => {
  endpoint = await addLoggedEndpoint();
  folder = `lake-${newId()}`;
});

async function makeExport(more: Partial<LogExportInput> = {}) {
  const input = logExportInputSchema.parse({
    name: folder,
    target: { kind: 'folder', folder },
    endpoints: [endpoint],
    ...more,
  });
  return createLogExport(system, input);
}

const run = (id: string, today = false) => runExport(id, { cause: 'schedule', today, signal });
const placeOf = (days: number) =>
  path.join(exportRoot(), folder, `endpoint=${endpoint}`, `date=${dayText(days)}`, 'part-00000.parquet');

async function readBack(days: number): Promise<Record<string, unknown>[]> {
  return parquetRows(await asyncBufferFromFile(placeOf(days)));
}

const sha256Of = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

describe('an export to a folder', () => {
  test('writes a file for each day that is over, with a manifest that fits it', async () => {
    const first = await addRequest(endpoint, 2, { clientRequestId: 'mine-1', cost: 12_345_678_901_234n });
    await addRequest(endpoint, 2, {
      status: 'error',
      httpStatus: 502,
      error: { code: 'upstream', message: 'No.' },
    });
    await addRequest(endpoint, 1);
    await addRequest(endpoint, 0);
    const { id } = await makeExport();
    await run(id);
    const [row, failed] = await readBack(2);
    expect(row).toMatchObject({
      request_id: first.requestId,
      client_request_id: 'mine-1',
      status_code: 200,
      execution_duration_ms: 120n,
      requester: 'Ada',
      endpoint_name: endpoint,
      cost_nano_dollars: 12_345_678_901_234n,
      input_tokens: 10n,
      trace_id: first.requestId.replaceAll('-', ''),
      response_withheld: false,
    });
    expect(row?.request_time).toEqual(first.at);
    expect(JSON.parse(String(row?.request))).toEqual({
      model: endpoint,
      messages: [{ role: 'user', content: 'What is a slipway?' }],
    });
    expect(JSON.parse(String(row?.response)).choices[0].message.content).toBe(first.output);
    expect(failed).toMatchObject({ status_code: 502, error_code: 'upstream', error_message: 'No.' });
    expect(existsSync(placeOf(0))).toBe(false);
    const manifest = JSON.parse(readFileSync(path.join(path.dirname(placeOf(2)), '_SUCCESS'), 'utf8'));
    expect(manifest).toMatchObject({ endpoint, date: dayText(2), rows: 2, sha256: sha256Of(placeOf(2)) });
    const { items, total } = await listExportFiles(system, id, all);
    expect(total).toBe(2);
    expect(items[1]).toMatchObject({ rows: 2, stale: false, day: dayText(2), sha256: manifest.sha256 });
    const { items: runs } = await listExportRuns(system, id, all);
    expect(runs[0]).toMatchObject({ state: 'done', filesTotal: 2, filesDone: 2, rows: 3 });
    expect(globSync('**/.*', { cwd: path.join(exportRoot(), folder) })).toEqual([]);
  });

  test('is read by DuckDB as one table with the types it documents', async () => {
    for (const days of [2, 1]) for (let at = 0; at < 30; at++) await addRequest(endpoint, days);
    const { id } = await makeExport();
    await run(id);
    const duck = await (await DuckDBInstance.create(':memory:')).connect();
    const source = `read_parquet('${path.join(exportRoot(), folder)}/**/*.parquet', hive_partitioning = true)`;
    const totals = await duck.runAndReadAll(
      `SELECT endpoint, CAST(date AS VARCHAR) AS day, count(*)::INT AS n, sum(cost_nano_dollars)::BIGINT AS cost,
         max(epoch_ms(request_time)) AS latest, bool_and(CAST(request_date AS VARCHAR) = CAST(date AS VARCHAR)) AS same
       FROM ${source} GROUP BY ALL ORDER BY day`,
    );
    expect(totals.getRowObjects()).toMatchObject([
      { endpoint, day: dayText(2), n: 30, cost: 30n * 12_345_678_901n, same: true },
      { endpoint, day: dayText(1), n: 30, cost: 30n * 12_345_678_901n, same: true },
    ]);
    const described = await duck.runAndReadAll(`DESCRIBE SELECT * EXCLUDE (endpoint, date) FROM ${source}`);
    const types = { string: 'VARCHAR', int: 'INTEGER', long: 'BIGINT', double: 'DOUBLE', boolean: 'BOOLEAN' };
    const others = { timestamp: 'TIMESTAMP WITH TIME ZONE', date: 'DATE' };
    expect(described.getRowObjects().map((row) => [row.column_name, row.column_type])).toEqual(
      columns.map(({ name, type }) => [name, { ...types, ...others }[type]]),
    );
    duck.closeSync();
  });

  test('runs again without writing, and writes a day again when a row came late', async () => {
    await addRequest(endpoint, 2);
    const { id } = await makeExport();
    await run(id);
    const before = sha256Of(placeOf(2));
    await run(id);
    expect((await listExportRuns(system, id, all)).items[0]).toMatchObject({ filesTotal: 0, state: 'done' });
    const late = await addRequest(endpoint, 2);
    await run(id);
    expect((await readBack(2)).map((row) => row.request_id)).toContain(late.requestId);
    expect(sha256Of(placeOf(2))).not.toBe(before);
    await requestExportRun(system, id, { all: true });
    const again = sha256Of(placeOf(2));
    await run(id);
    expect(sha256Of(placeOf(2))).toBe(again);
  });

  test('takes ratings along that are given later', async () => {
    const person = await addAccount('data-scientist');
    const rated = await addRequest(endpoint, 1, {
      requester: { kind: 'user', userId: person.id, name: 'Ada', apiKeyId: null },
    });
    const { id } = await makeExport();
    await run(id);
    await giveFeedback(
      userCaller('owner', { id: person.id }),
      rated.requestId,
      feedbackInputSchema.parse({ thumb: 'down', comment: 'Ships are launched there.' }),
    );
    expect((await listExportFiles(system, id, all)).items[0]?.stale).toBe(true);
    await run(id);
    const [row] = await readBack(1);
    expect(row).toMatchObject({ thumb: 'down' });
    expect(JSON.parse(String(row?.feedback))).toMatchObject([{ comment: 'Ships are launched there.' }]);
  });
});

describe('privacy', () => {
  test('text that goes from the log goes from the file, and so does who asked', async () => {
    const needle = 'Quixotlplume';
    const gone = await addRequest(endpoint, 2, {
      output: needle,
      requester: { kind: 'user', userId: newId(), name: needle, apiKeyId: null },
    });
    await addRequest(endpoint, 2);
    const { id } = await makeExport({ enabled: false });
    await run(id);
    expect(JSON.stringify(await readBack(2), asText)).toContain(needle);
    await pool().query(
      `UPDATE inference SET requester_id = NULL, requester_name = 'Erased person', text_removed_at = now() WHERE id = $1`,
      [gone.requestId],
    );
    expect(await rewriteStaleExports(signal)).toBeGreaterThan(0);
    const rows = await readBack(2);
    expect(JSON.stringify(rows, asText)).not.toContain(needle);
    expect(rows).toHaveLength(2);
    expect(rows.find((row) => row.request_id === gone.requestId)).toMatchObject({
      requester: 'Erased person',
      request: null,
      response: null,
    });
  });

  test('rows that go from the log go from the files', async () => {
    await addRequest(endpoint, 2);
    await addRequest(endpoint, 1);
    const { id } = await makeExport();
    await run(id);
    await pool().query('DELETE FROM inference WHERE endpoint_name = $1 AND at < $2', [endpoint, dayText(1)]);
    await run(id);
    expect(existsSync(path.dirname(placeOf(2)))).toBe(false);
    expect(existsSync(placeOf(1))).toBe(true);
  });

  test('an endpoint that stores no text, and an export that leaves it out, give figures alone', async () => {
    await pool().query(
      `INSERT INTO data_policy (endpoint_name, store_prompts, updated_at) VALUES ($1, false, now())`,
      [endpoint],
    );
    const { forgetStoragePolicies } = await import('../inference/index.ts');
    forgetStoragePolicies();
    await addRequest(endpoint, 1);
    const { id } = await makeExport();
    await run(id);
    expect((await readBack(1))[0]).toMatchObject({ request: null, response: null, output_tokens: 7n });
    endpoint = await addLoggedEndpoint();
    folder = `lake-${newId()}`;
    await addRequest(endpoint, 1);
    const { id: second } = await makeExport({ includeText: false });
    await run(second);
    expect((await readBack(1))[0]).toMatchObject({ request: null, response: null, output_tokens: 7n });
  });

  test('endpoints that are no longer chosen lose their files', async () => {
    await addRequest(endpoint, 1);
    const { id, name } = await makeExport();
    await run(id);
    const target = { kind: 'folder' as const, folder };
    const input = logExportInputSchema.parse({ name, target, endpoints: ['another'] });
    await updateLogExport(system, id, input);
    await run(id);
    expect(existsSync(placeOf(1))).toBe(false);
  });
});

describe('who may', () => {
  test('see and change exports is decided by telemetry.read and telemetry.write', async () => {
    const { id } = await makeExport();
    const input = logExportInputSchema.parse({ name: 'x', target: { kind: 'folder', folder } });
    for (const caller of [
      userCaller('stakeholder'),
      userCaller('security-admin'),
      keyCaller('telemetry.read'),
    ]) {
      await expect(createLogExport(caller, input)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(updateLogExport(caller, id, input)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(deleteLogExport(caller, id)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(requestExportRun(caller, id, { all: true })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(testLogExport(caller, id, signal)).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(listLogExports(userCaller('stakeholder'))).rejects.toMatchObject({ code: 'forbidden' });
    expect((await listLogExports(keyCaller('telemetry.read'))).items.length).toBeGreaterThan(0);
  });

  test.each(['../out', '/etc', 'a/../../b', 'a//b', '.hidden', 'a\0b', ''])(
    'a folder %j outside of the exports is refused',
    (name) => {
      const input = { name: 'x', target: { kind: 'folder', folder: name } };
      expect(logExportInputSchema.safeParse(input).success).toBe(false);
    },
  );

  test('whatever an endpoint is called, its files stay in the folder', async () => {
    const odd = '../../escape "x"';
    await addLoggedEndpoint(odd);
    await addRequest(odd, 1);
    const { id } = await makeExport({ endpoints: [odd] });
    await run(id);
    const { items } = await listExportFiles(system, id, all);
    expect(items[0]?.path).toMatch(/^endpoint=\.\.%2F\.\.%2Fescape%20%22x%22\/date=/);
    expect(existsSync(path.join(exportRoot(), folder, items[0]?.path ?? ''))).toBe(true);
  });
});

test('memory stays flat: row groups are bounded, and a file of many has them all', async () => {
  await pool().query(
    `INSERT INTO inference (id, at, status, http_status, source, endpoint_name, requester_kind, requester_name,
       input, output, spans, total_ms)
     SELECT (left(slipway_first_id_at($2::timestamptz + n * interval '1 millisecond')::text, 24) || lpad(to_hex(n), 12, '0'))::uuid,
       $2::timestamptz + n * interval '1 millisecond', 'ok', 200, 'api', $1, 'user', 'Ada', '[]', 'Answer ' || n, '[]', n
     FROM generate_series(1, 25000) n`,
    [endpoint, `${dayText(1)}T10:00:00Z`],
  );
  const { id } = await makeExport();
  await run(id);
  const { row_groups: groups } = await parquetMetadataAsync(await asyncBufferFromFile(placeOf(1)));
  expect(groups.map(({ num_rows: rows }) => Number(rows))).toEqual([10_000, 10_000, 5000]);
  const rows = await readBack(1);
  expect(rows.reduce((sum, row) => sum + Number(row.execution_duration_ms), 0)).toBe((25_000 * 25_001) / 2);
});

function asText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
