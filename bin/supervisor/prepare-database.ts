/** Brings up PostgreSQL, or checks the one that DATABASE_URL names, and makes its tables. */
import { diskFull } from './data-folder.ts';
import type { Steps } from './steps.ts';
import { UserError } from './user-error.ts';

export interface ReadyDatabase {
  url: string;
  seeded: boolean;
  /** `null` for a server that is not ours to stop. */
  stop: (() => Promise<void>) | null;
}

async function startEmbedded(folder: string, steps: Steps): Promise<ReadyDatabase> {
  const { startEmbeddedPostgres, PostgresError } = await import('../../lib/platform/postgres.ts');
  try {
    const postgres = await steps.run('PostgreSQL started', () => startEmbeddedPostgres(folder));
    return { url: postgres.url, seeded: false, stop: postgres.stop };
  } catch (error) {
    if (!(error instanceof PostgresError)) throw error;
    if (/No space left on device|Disk quota exceeded/.test(error.message)) throw diskFull(folder);
    throw new UserError(error.message, { cause: error });
  }
}

/** `onStarted` hears of the server as soon as it runs, so that whatever fails afterwards still stops it. */
export async function prepareDatabase(
  folder: string,
  address: string | undefined,
  steps: Steps,
  onStarted: (stop: () => Promise<void>) => void,
): Promise<ReadyDatabase> {
  const checks = import('./check-database.ts');
  const migrations = import('../../lib/platform/migrations.ts');
  if (address !== undefined) await (await checks).assertDatabaseUsable(address);
  const database =
    address === undefined ? await startEmbedded(folder, steps) : { url: address, seeded: false, stop: null };
  if (database.stop) onStarted(database.stop);
  const { applyMigrations, pendingMigrations } = await migrations;
  const pending = await pendingMigrations(database.url);
  if (pending.length > 0) {
    await steps.run('Tables up to date', () => applyMigrations(database.url), { long: true });
  }
  return { ...database, seeded: await (await checks).isSeeded(database.url) };
}
