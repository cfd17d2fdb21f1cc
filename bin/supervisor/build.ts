/** Makes what is made from sources: the Prisma client and Next's build, each only when stale. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { childEnv } from '../../lib/platform/env.ts';
import { whenStale } from './staleness.ts';
import type { Steps } from './steps.ts';
import { UserError } from './user-error.ts';

const noise = /(\.test\.tsx?|\.md|\.DS_Store)$/;

function versionOf(root: string, name: string): string {
  const file = path.join(root, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function runTool(
  root: string,
  args: readonly string[],
  env: Record<string, string>,
  what: string,
): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: childEnv(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killWithUs = () => child.kill();
  process.once('exit', killWithUs);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('exit', killWithUs);
      if (code === 0) resolve();
      else reject(new UserError(`${what} failed:\n${output.trim()}`));
    });
  });
}

export async function generateClientIfStale(root: string, steps: Steps): Promise<void> {
  const markFresh = whenStale(path.join(root, 'prisma/generated/.stamp.json'), {
    root,
    paths: ['prisma/schema'],
    ignore: noise,
    also: versionOf(root, 'prisma'),
  });
  if (markFresh === null && existsSync(path.join(root, 'prisma/generated/client.ts'))) return;
  await steps.run(
    'Database client generated',
    () => runTool(root, ['bin/prisma-generate.ts'], {}, 'Generating the database client'),
    { long: true },
  );
  markFresh?.();
}

/** Builds the screens. The stamp goes first, so that a build cut short is never taken for a whole one. */
export async function buildIfStale(root: string, steps: Steps): Promise<void> {
  const stamp = path.join(root, '.next/slipway-build.json');
  const complete = existsSync(path.join(root, '.next/BUILD_ID'));
  if (!complete) rmSync(stamp, { force: true });
  const markFresh = whenStale(stamp, {
    root,
    paths: [
      'app',
      'components',
      'lib',
      'prisma/schema',
      'package-lock.json',
      'next.config.js',
      'postcss.config.mjs',
      'tsconfig.json',
    ],
    ignore: noise,
    also: `${versionOf(root, 'next')} ${process.version}`,
  });
  if (markFresh === null) return;
  rmSync(stamp, { force: true });
  const cli = path.join(root, 'node_modules/next/dist/bin/next');
  await steps.run(
    'Screens built',
    () =>
      runTool(
        root,
        [cli, 'build'],
        { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
        'Building the screens',
      ),
    { long: true },
  );
  markFresh();
}
