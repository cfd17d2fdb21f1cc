/** One real PostgreSQL for a run of integration tests; each test file makes its own database in it. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { applyMigrations } from '../../lib/platform/migrations.ts';
import { startEmbeddedPostgres } from '../../lib/platform/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    /** A database with all tables and nothing in them, for others to be copied from. */
    emptyDatabase: string;
  }
}

const emptyDatabase = 'empty_slipway';

/**
 * Nothing here outlives the run, so nothing is written twice or waited for. Databases live for seconds: to vacuum each of
 * them once a minute would be work for nobody. Tests of crashes run servers of their own, with the settings of the product.
 */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_compression: 'off',
  max_wal_size: '4GB',
  autovacuum: 'off',
};

/** Copying it takes a fraction of the time of all migrations. Nobody may be connected to what is copied. */
async function makeEmptyDatabase(serverUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${emptyDatabase}`);
  const url = new URL(serverUrl);
  url.pathname = `/${emptyDatabase}`;
  await applyMigrations(url.toString());
  await client.query(`ALTER DATABASE ${emptyDatabase} ALLOW_CONNECTIONS false`);
  await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
    emptyDatabase,
  ]);
  await client.end();
  return emptyDatabase;
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'slipway-test-postgres-'));
  // The server may run under another account than ours (root's case).
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres(folder, settings);
  project.provide('postgresUrl', postgres.url);
  project.provide('emptyDatabase', await makeEmptyDatabase(postgres.url));
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
