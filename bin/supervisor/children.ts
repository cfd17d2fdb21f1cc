/** A child process that is kept running: started again after a crash, stopped when told. */
import { type ChildProcess, spawn } from 'node:child_process';
import os from 'node:os';
import { childEnv } from '../../lib/platform/env.ts';
import { type FromChild, fromChildSchema, supervisedFlag, type ToChild } from './messages.ts';
import { UserError } from './user-error.ts';

export interface ChildOptions {
  name: string;
  script: string;
  args: readonly string[];
  root: string;
  env: Record<string, string>;
  /** Yields to the others on a busy machine. */
  background?: boolean;
}

/** As `nice` counts: 0 is ordinary, 19 the most patient. */
const backgroundPriority = 10;

/** Starts a script with a channel, in a process group of its own: a Ctrl-C in the terminal reaches only the supervisor. */
export function spawnChild(options: ChildOptions): ChildProcess {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', options.script, supervisedFlag, ...options.args],
    {
      cwd: options.root,
      env: childEnv(options.env),
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: process.platform !== 'win32',
    },
  );
  if (options.background && child.pid !== undefined) os.setPriority(child.pid, backgroundPriority);
  return child;
}

export function tell(child: ChildProcess, message: ToChild): void {
  // A child that just ended cannot be told anything; its exit is handled where it is awaited.
  if (child.connected) child.send(message, () => undefined);
}

export function listen(child: ChildProcess, listener: (message: FromChild) => void): void {
  child.on('message', (raw) => listener(fromChildSchema.parse(raw)));
}

export interface KeptChild {
  /** Resolves when the child first says that it is ready; rejects when it cannot be brought to that. */
  ready: Promise<void>;
  configure(env: Record<string, string>): void;
  /** Ends the child and starts it anew, e.g. because its code changed. */
  restart(): Promise<void>;
  hasten(): void;
  /** Resolves when the child is gone and will not come back. */
  stop(): Promise<void>;
}

export interface CrashHandling {
  /** Delay before the next start in ms, given the Unix times of all crashes; `null` to leave the child down. */
  restartDelay(crashes: readonly number[]): number | null;
  onRestart(name: string, delayMs: number): void;
  /** The child stays down until `restart`. */
  onLeftDown(error: UserError): void;
}

export function keepRunning(options: ChildOptions, handling: CrashHandling): KeptChild {
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => undefined);
  const crashes: number[] = [];
  let configuration: Record<string, string> | undefined;
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  let gone = Promise.resolve();
  let current = start();

  function start(): ChildProcess {
    const child = spawnChild(options);
    listen(child, (message) => {
      if (message.type === 'ready') ready.resolve();
      if (message.type === 'failed') leaveDown(message.message);
    });
    gone = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        resolve();
        if (!stopping) onCrash(signal ?? `exit code ${code}`);
      });
    });
    if (configuration) tell(child, { type: 'configure', env: configuration });
    return child;
  }

  function leaveDown(message: string): void {
    const error = new UserError(message);
    ready.reject(error);
    handling.onLeftDown(error);
  }

  function onCrash(how: string): void {
    crashes.push(Date.now());
    const delay = handling.restartDelay(crashes);
    if (delay === null) {
      leaveDown(
        `The ${options.name} ended by itself again and again (${how}); the reason is in the lines above.`,
      );
      return;
    }
    handling.onRestart(options.name, delay);
    timer = setTimeout(() => {
      current = start();
    }, delay);
  }

  /** One that was never configured has nothing in hand; asked to stop, it would load all its code first. */
  async function end(): Promise<void> {
    clearTimeout(timer);
    if (configuration) tell(current, { type: 'stop' });
    else current.kill('SIGKILL');
    await gone;
  }

  return {
    ready: ready.promise,
    configure(env) {
      configuration = env;
      tell(current, { type: 'configure', env });
    },
    async restart() {
      if (stopping) return;
      stopping = true;
      tell(current, { type: 'hasten' });
      await end();
      stopping = false;
      current = start();
    },
    hasten() {
      tell(current, { type: 'hasten' });
    },
    async stop() {
      stopping = true;
      await end();
    },
  };
}
