/**
 * `node bin/migrate.ts apply` applies pending migrations to DATABASE_URL.
 * `node bin/migrate.ts diff <name>` writes a migration from the schema files, using a throw-away PostgreSQL.
 */
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { env } from '../lib/platform/env.ts';
import { applyMigrations, diffMigrations } from '../lib/platform/migrations.ts';
import { startEmbeddedPostgres } from '../lib/platform/postgres.ts';

const [command, name] = process.argv.slice(2);

if (command === 'apply') {
  const url = env().DATABASE_URL;
  if (url === undefined) throw new Error('Set DATABASE_URL to the database to migrate.');
  const applied = await applyMigrations(url);
  console.log(applied.length === 0 ? 'Nothing to apply.' : `Applied ${applied.join(', ')}.`);
} else if (command === 'diff' && name !== undefined && /^[a-z0-9_]+$/.test(name)) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'slipway-shadow-'));
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres(folder);
  try {
    const sql = await diffMigrations(postgres.url);
    const stamp = await nextStamp();
    const target = path.join('prisma/migrations', `${stamp}_${name}`);
    await mkdir(target, { recursive: true });
    await writeFile(path.join(target, 'migration.sql'), sql);
    console.log(`Wrote ${target}/migration.sql; read it before you commit it.`);
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
} else {
  console.error('Usage: node bin/migrate.ts apply | diff <lower_case_name>');
  process.exit(1);
}

/** After every migration there is, whatever the clocks of those who made them said: names are the order of application. */
async function nextStamp(): Promise<string> {
  const now = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const stamps = (await readdir('prisma/migrations')).map((folder) => /^\d{14}/.exec(folder)?.[0] ?? '');
  const last = stamps.sort().at(-1) ?? '';
  return now > last ? now : String(BigInt(last) + 1n);
}
