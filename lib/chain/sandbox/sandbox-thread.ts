import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SandboxOutcome, SandboxTask, ThreadReply } from './messages.ts';

/**
 * From the folder the program runs in, as every entry point starts there: inside Next's bundle `import.meta.url` names the
 * bundle, and the thread runs the source as it is.
 */
function threadFile(): string {
  return path.join(/* turbopackIgnore: true */ process.cwd(), 'lib/chain/sandbox/thread.ts');
}

/** What a native loop that ignores the interpreter's clock may take beyond its time, in milliseconds of the wall clock. */
const graceMs = 500;

/** One thread that runs tasks one after the other, until one of them has to be cut off with it. */
export class SandboxThread {
  private readonly worker: Worker;
  private readonly ready = Promise.withResolvers<void>();
  /** False once the thread has been told to end or has gone. */
  alive = true;
  private settle: ((outcome: SandboxOutcome) => void) | null = null;

  /** `onEnd` is called once the thread has gone. */
  constructor(onEnd: (thread: SandboxThread) => void) {
    this.worker = new Worker(/* turbopackIgnore: true */ threadFile(), {
      // The code cannot reach them; a hole in the interpreter should find no key either.
      env: {},
      execArgv: ['--no-warnings'],
      resourceLimits: { maxOldGenerationSizeMb: 128 },
    });
    this.worker.on('message', (reply: ThreadReply) => {
      if (reply.kind === 'ready') this.ready.resolve();
      else this.finish(reply.outcome);
    });
    this.worker.on('error', (error) => this.ready.reject(error));
    this.worker.on('exit', () => {
      this.alive = false;
      this.ready.reject(new Error('The sandbox thread ended while it started.'));
      this.finish(cutOff);
      onEnd(this);
    });
    this.ready.promise.catch(() => undefined);
    this.worker.unref();
  }

  /** Runs a task. Rejects only when the thread cannot start. */
  async run(task: SandboxTask): Promise<SandboxOutcome> {
    this.worker.ref();
    try {
      await this.ready.promise;
      return await this.runStarted(task);
    } finally {
      this.worker.unref();
    }
  }

  /** Ends the thread at once, whatever it does. */
  end(): void {
    this.alive = false;
    void this.worker.terminate();
  }

  private async runStarted(task: SandboxTask): Promise<SandboxOutcome> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.end();
    }, task.timeoutMs + graceMs);
    const outcome = await new Promise<SandboxOutcome>((resolve) => {
      this.settle = resolve;
      this.worker.postMessage(task);
    });
    clearTimeout(timer);
    return late ? overran(task) : outcome;
  }

  private finish(outcome: SandboxOutcome): void {
    const { settle } = this;
    this.settle = null;
    settle?.(outcome);
  }
}

const cutOff = {
  ok: false,
  kind: 'broken',
  message: 'The code broke the interpreter.',
  line: null,
} satisfies SandboxOutcome;

function overran({ timeoutMs }: SandboxTask): SandboxOutcome {
  return { ok: false, kind: 'timeout', message: `The code ran longer than ${timeoutMs} ms.`, line: null };
}
