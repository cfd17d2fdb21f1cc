/** One real PostgreSQL for a run of integration tests; each test file makes its own database in it. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../lib/platform/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'slipway-test-postgres-'));
  // The server may run under another account than ours (root's case).
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres(folder, { fsync: 'off', synchronous_commit: 'off' });
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
