import { AppError } from '../../platform/errors.ts';
import type { SandboxOutcome, SandboxTask } from './messages.ts';
import { SandboxThread } from './sandbox-thread.ts';

/** Tasks that may wait for a thread; beyond that, waiting would outlast every answer's patience. */
const maxWaiting = 1000;

/** Threads that run tasks side by side, started when the first tasks come. */
export class SandboxPool {
  private readonly size: number;
  private readonly idle: SandboxThread[] = [];
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(size: number) {
    this.size = size;
  }

  /** Throws `unavailable` when too many wait already. */
  async run(task: SandboxTask): Promise<SandboxOutcome> {
    if (this.running >= this.size) await this.turn();
    else this.running++;
    try {
      return await this.runOn(this.idle.pop() ?? new SandboxThread((gone) => this.forget(gone)), task);
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running--;
      else next();
    }
  }

  private async runOn(thread: SandboxThread, task: SandboxTask): Promise<SandboxOutcome> {
    const outcome = await thread.run(task);
    // An interpreter whose memory is in doubt goes with its thread; one cut off has gone already.
    if (!outcome.ok && outcome.kind === 'broken') thread.end();
    else if (thread.alive) this.idle.push(thread);
    return outcome;
  }

  /** Resolves when a task that ended hands its place on. */
  private turn(): Promise<void> {
    if (this.waiting.length >= maxWaiting) {
      throw new AppError('unavailable', 'Too many custom steps wait to run. Try again in a moment.', {
        reason: 'sandbox_busy',
        retryAfterSeconds: 1,
      });
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private forget(thread: SandboxThread): void {
    const at = this.idle.indexOf(thread);
    if (at >= 0) this.idle.splice(at, 1);
  }
}

const registryKey = Symbol.for('slipway.sandbox');
const registry = globalThis as { [registryKey]?: Pick<SandboxPool, 'run'> };

/** One pool for the process: Next's bundle and the server's own modules share it. */
export function sharedSandbox(): Pick<SandboxPool, 'run'> {
  registry[registryKey] ??= new SandboxPool(2);
  return registry[registryKey];
}
