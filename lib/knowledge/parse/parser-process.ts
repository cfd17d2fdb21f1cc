import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ParseError } from './errors.ts';
import type { ParseProgress } from './format-contract.ts';
import type { ParseOutcome, ParseReply, ParseTask } from './pool-messages.ts';

/** Lower than the server's, so that answers come before ingestion. */
const niceness = 10;

/** One process that parses files one after the other, until it is ended or a file breaks it. */
export class ParserProcess {
  private readonly child: ChildProcess;
  private settle: ((outcome: ParseOutcome) => void) | null = null;
  private onProgress: ((progress: ParseProgress) => void) | undefined;

  /** `heapMb` bounds its JavaScript memory in megabytes; `onEnd` is called once it has gone. */
  constructor(heapMb: number, onEnd: (process: ParserProcess) => void) {
    this.child = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), {
      // Structured clone is far faster than JSON for a long list of blocks.
      serialization: 'advanced',
      // Parsers of untrusted files may read; they may not write, start programs or load native code.
      execArgv: [`--max-old-space-size=${heapMb}`, '--permission', '--allow-fs-read=*', '--allow-worker'],
      // They have no use for keys and passwords either.
      env: { NODE_ENV: 'production', NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.child.on('message', (reply: ParseReply) => {
      if (reply.kind === 'progress') this.onProgress?.(reply.progress);
      else this.finish(reply.outcome);
    });
    const gone = (outcome: ParseOutcome) => {
      this.finish(outcome);
      onEnd(this);
    };
    this.child.on('error', () => gone(lost(null, null)));
    this.child.on('exit', (code, signal) => gone(lost(code, signal)));
    this.lowerPriority();
  }

  /** Parses a file. Never rejects: a process that dies gives a failure that says why. */
  run(task: ParseTask, onProgress?: (progress: ParseProgress) => void): Promise<ParseOutcome> {
    this.onProgress = onProgress;
    return new Promise((resolve) => {
      this.settle = resolve;
      this.child.ref();
      this.child.channel?.ref();
      this.child.send(task, (error) => {
        if (error !== null) this.finish(lost(this.child.exitCode, this.child.signalCode));
      });
    });
  }

  /** Ends the process at once, whatever it does. */
  end(): void {
    this.child.kill('SIGKILL');
  }

  /** Lets the program exit although this process waits for work. */
  unref(): void {
    this.child.unref();
    this.child.channel?.unref();
  }

  private finish(outcome: ParseOutcome): void {
    const { settle } = this;
    this.settle = null;
    this.onProgress = undefined;
    settle?.(outcome);
  }

  private lowerPriority(): void {
    try {
      if (this.child.pid !== undefined) setPriority(this.child.pid, niceness);
    } catch {
      // A platform without priorities parses at the ordinary one.
    }
  }
}

/** Node aborts when its heap is full; a system short of memory kills. */
function lost(code: number | null, signal: NodeJS.Signals | null): ParseOutcome {
  const outOfMemory = signal === 'SIGABRT' || signal === 'SIGKILL' || signal === 'SIGTRAP' || code === 134;
  const { code: reason, message } = outOfMemory
    ? new ParseError(
        'out_of_memory',
        'Reading this file needs more memory than one file may take. Split it into parts.',
      )
    : new ParseError('malformed', 'Reading this file broke its parser. Export it again.');
  return { ok: false, code: reason, message };
}
