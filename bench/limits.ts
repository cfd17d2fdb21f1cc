/**
 * What limits cost a request, and whether they hold exactly (see bench/limits/):
 *  - admission with rate limits of all kinds, with one and three processes, against one UPDATE for each request, and
 *  - a limit that three processes want more of than there is.
 *  - whether the ledger's sum is the provider's own, with cut streams and killed processes.
 * Usage: npm run bench:limits
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { deriveEnv } from '../lib/platform/env.ts';
import { newId } from '../lib/platform/ids.ts';
import { applyMigrations } from '../lib/platform/migrations.ts';
import { startEmbeddedPostgres } from '../lib/platform/postgres.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'slipway-bench-'));
await chmod(folder, 0o755);
const postgres = await startEmbeddedPostgres(folder);
// The processes of the benchmark inherit it.
deriveEnv({ DATABASE_URL: postgres.url, SLIPWAY_SECRET: newId() });
try {
  await applyMigrations(postgres.url);
  const { measureRates } = await import('./limits/rates.ts');
  await measureRates();
  const { measureLedger } = await import('./limits/ledger.ts');
  await measureLedger();
} finally {
  const { closeDatabase } = await import('../lib/platform/db.ts');
  const { closeEvents } = await import('../lib/platform/events.ts');
  const { runShutdownHooks } = await import('../lib/platform/lifecycle.ts');
  await runShutdownHooks(2000);
  await closeEvents();
  await closeDatabase();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
