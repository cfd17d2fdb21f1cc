/** Processes that tests end by SIGKILL. Whichever is left at the end of a test is killed then. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach } from 'vitest';

const running = new Set<ChildProcess>();

afterEach(async () => {
  await Promise.all([...running].map(kill));
});

function start(script: string, args: readonly string[]) {
  const file = path.join(import.meta.dirname, script);
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  return child;
}

/** Resolves when it is gone. */
export async function kill(child: ChildProcess): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** A worker on the test's database; resolves when it takes jobs. */
export async function startWorkerProcess(): Promise<ChildProcess> {
  const child = start('worker-process.ts', []);
  const ended = once(child, 'exit').then(() => {
    throw new Error('The worker ended before it was ready.');
  });
  ended.catch(() => undefined);
  await Promise.race([once(child.stdout, 'data'), ended]);
  return child;
}

/** Runs a script of this folder and kills it at once when it has printed so many lines that count. */
export async function killedAfter(
  lines: number,
  script: string,
  args: readonly string[] = [],
  counts: (line: string) => boolean = () => true,
): Promise<void> {
  const child = start(script, args);
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (counts(line)) seen += 1;
    if (seen < lines) continue;
    child.kill('SIGKILL');
    break;
  }
  await kill(child);
}
