/**
 * Generates the Prisma client without the network: `prisma generate` only checks that the schema engine
 * exists, so any executable will do in its place.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const cli = path.join(
  path.dirname(createRequire(import.meta.url).resolve('prisma/package.json')),
  'build/index.js',
);
const result = spawnSync(process.execPath, [cli, 'generate', '--schema', 'prisma/schema', '--no-hints'], {
  cwd: path.dirname(import.meta.dirname),
  encoding: 'utf8',
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
});
if (result.status !== 0) {
  process.stderr.write(`${result.stdout}${result.stderr}`);
  process.exit(result.status ?? 1);
}
