import { existsSync, readFileSync } from 'node:fs';
import { dataDir, deriveEnv, env } from '../lib/platform/env.ts';

/**
 * For commands: the database of a running Slipway, or of a stopped one, which is then started until the returned function is
 * called.
 */
export async function openDatabase(): Promise<() => Promise<void>> {
  const secretFile = dataDir('secret');
  if (env().SLIPWAY_SECRET === undefined && existsSync(secretFile))
    deriveEnv({ SLIPWAY_SECRET: readFileSync(secretFile, 'utf8').trim() });
  if (env().DATABASE_URL !== undefined) return async () => undefined;
  if (!existsSync(dataDir('postgres'))) {
    throw new Error(
      `There is no database in ${dataDir()}. Set SLIPWAY_DATA_DIR or DATABASE_URL to Slipway's.`,
    );
  }
  const { startEmbeddedPostgres } = await import('../lib/platform/postgres.ts');
  const postgres = await startEmbeddedPostgres(dataDir());
  deriveEnv({ DATABASE_URL: postgres.url });
  return async () => {
    if (!postgres.adopted) await postgres.stop();
  };
}
