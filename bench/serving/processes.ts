/** Processes of the benchmark, each ended with it. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface Helper {
  child: ChildProcess;
  stop(): Promise<void>;
}

/** Asks a process to end, waits, and insists after five seconds. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await exited;
  clearTimeout(timer);
}

export function startHelper(script: string, args: readonly string[] = []): Helper {
  const child = fork(path.join(import.meta.dirname, script), args, { execArgv: [] });
  return { child, stop: () => endProcess(child) };
}

/** Starts a helper that tells the port it listens on. */
export async function startServer(
  script: string,
  args: readonly string[] = [],
): Promise<Helper & { port: number }> {
  const helper = startHelper(script, args);
  const [port] = (await once(helper.child, 'message')) as [number];
  return { ...helper, port };
}

/** Resolves when a GET of the address is answered at all. */
export async function untilAnswers(url: string, limitMs = 30_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const response = await fetch(url).catch(() => null);
    await response?.arrayBuffer();
    if (response !== null && response.status < 500) return;
    if (Date.now() > deadline) throw new Error(`Nothing answers at ${url}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
