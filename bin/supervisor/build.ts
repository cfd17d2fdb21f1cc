/** Makes what is made from sources: the Prisma client and Next's build, each only when stale. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { childEnv } from '../../lib/platform/env.ts';
import { waitForLock } from './process-lock.ts';
import { whenStale } from './staleness.ts';
import type { Steps } from './steps.ts';
import { UserError } from './user-error.ts';

const noise = /(\.test\.tsx?|\.md|\.DS_Store)$/;

function versionOf(root: string, name: string): string {
  const file = path.join(root, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** Tools say what matters last. */
const shownLines = 60;

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-shownLines).join('\n');
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
    child.once('close', (code) => {
      process.off('exit', killWithUs);
      if (code === 0) resolve();
      else reject(new UserError(`${what} failed:\n${lastLines(output)}`));
    });
  });
}

/** Two starts from one checkout (on two data folders) take turns, and the second finds the work done. */
async function makeIfStale(
  root: string,
  steps: Steps,
  name: string,
  check: () => (() => void) | null,
  make: () => Promise<void>,
): Promise<void> {
  if (check() === null) return;
  await steps.run(
    name,
    async () => {
      const lock = await waitForLock(path.join(root, 'node_modules/.cache/slipway-make.lock'));
      try {
        const markFresh = check();
        if (markFresh === null) return;
        await make();
        markFresh();
      } finally {
        lock.release();
      }
    },
    { long: true },
  );
}

export function generateClientIfStale(root: string, steps: Steps): Promise<void> {
  const stamp = path.join(root, 'prisma/generated/.stamp.json');
  const check = () => {
    if (!existsSync(path.join(root, 'prisma/generated/client.ts'))) rmSync(stamp, { force: true });
    return whenStale(stamp, {
      root,
      paths: ['prisma/schema'],
      ignore: noise,
      also: versionOf(root, 'prisma'),
    });
  };
  return makeIfStale(root, steps, 'Database client generated', check, () =>
    runTool(root, ['bin/prisma-generate.ts'], {}, 'Generating the database client'),
  );
}

const screenSources = [
  ...['app', 'components', 'lib', 'prisma/schema', 'public'],
  ...['package-lock.json', 'next.config.js', 'postcss.config.mjs', 'tsconfig.json'],
];

export function buildIfStale(root: string, steps: Steps): Promise<void> {
  const stamp = path.join(root, '.next/slipway-build.json');
  const check = () => {
    // A build cut short has no id yet, and must never be taken for a whole one.
    if (!existsSync(path.join(root, '.next/BUILD_ID'))) rmSync(stamp, { force: true });
    const also = `${versionOf(root, 'next')} ${process.version}`;
    return whenStale(stamp, { root, paths: screenSources, ignore: noise, also });
  };
  return makeIfStale(root, steps, 'Screens built', check, async () => {
    rmSync(stamp, { force: true });
    const cli = path.join(root, 'node_modules/next/dist/bin/next');
    const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
    await runTool(root, [cli, 'build'], env, 'Building the screens');
  });
}
