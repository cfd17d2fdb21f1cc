/** Brings up PostgreSQL, or checks the one that DATABASE_URL names, and makes its tables. */
import type { EmbeddedPostgres } from '../../lib/platform/postgres.ts';
import { diskFull } from './data-folder.ts';
import type { Steps } from './steps.ts';
import { UserError } from './user-error.ts';

export interface ReadyDatabase {
  url: string;
  seeded: boolean;
}

async function startEmbedded(folder: string, steps: Steps): Promise<EmbeddedPostgres> {
  const { startEmbeddedPostgres, PostgresError } = await import('../../lib/platform/postgres.ts');
  try {
    return await steps.run('PostgreSQL started', () => startEmbeddedPostgres(folder));
  } catch (error) {
    if (!(error instanceof PostgresError)) throw error;
    if (/No space left on device|Disk quota exceeded/.test(error.message)) throw diskFull(folder);
    throw new UserError(error.message, { cause: error });
  }
}

/**
 * `onStarted` hears of an embedded server as soon as it runs, so that whatever fails afterwards still stops it. A server that
 * `address` names is not ours to stop.
 */
export async function prepareDatabase(
  folder: string,
  address: string | undefined,
  steps: Steps,
  onStarted: (postgres: EmbeddedPostgres) => void,
): Promise<ReadyDatabase> {
  const checks = import('./check-database.ts');
  const migrations = import('../../lib/platform/migrations.ts');
  let url = address;
  if (url === undefined) {
    const postgres = await startEmbedded(folder, steps);
    onStarted(postgres);
    url = postgres.url;
  } else await (await checks).assertDatabaseUsable(url);
  const { applyMigrations, pendingMigrations } = await migrations;
  const pending = await pendingMigrations(url);
  if (pending.length > 0) {
    await steps.run('Tables up to date', () => applyMigrations(url), { long: true });
  }
  const { isSeeded } = await import('./first-start.ts');
  return { url, seeded: await isSeeded(url) };
}
