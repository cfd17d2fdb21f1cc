/**
 * Import first in an integration test: makes a migrated database and a data folder for this file alone and
 * points the environment at them before any feature module is loaded.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, inject } from 'vitest';

const serverUrl = inject('postgresUrl');
const name = `test_${randomUUID().replaceAll('-', '')}`;
const admin = new pg.Client({ connectionString: serverUrl });
await admin.connect();
// Copied as files: by way of the log, as usual, a thousand small tables take five times as long.
await admin.query(`CREATE DATABASE ${name} TEMPLATE ${inject('emptyDatabase')} STRATEGY file_copy`);
await admin.end();

const url = new URL(serverUrl);
url.pathname = `/${name}`;
export const databaseUrl = url.toString();
export const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'slipway-test-data-'));

process.env.DATABASE_URL = databaseUrl;
process.env.SLIPWAY_DATA_DIR = dataFolder;
process.env.SLIPWAY_SECRET = 'test-secret-that-is-long-enough-for-tests';
process.env.SLIPWAY_LOG = 'error';

afterAll(async () => {
  const { closeDatabase } = await import('../../lib/platform/db.ts');
  const { flushRefusals } = await import('../../lib/audit/index.ts');
  await flushRefusals();
  await closeDatabase();
  rmSync(dataFolder, { recursive: true, force: true });
});
