import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { ParsedDocument } from '../schemas.ts';
import { ParseError } from './errors.ts';
import type { ParseProgress } from './parse-document.ts';
import type { ParseMessage, ParseOutcome, ParseTask } from './worker.ts';

export interface PoolParseInput {
  /** Where the uploaded file lies. */
  path: string;
  /** File name as uploaded. */
  name: string;
  declaredMediaType?: string;
  onProgress?: (progress: ParseProgress) => void;
  signal?: AbortSignal;
  /** Counted from the moment a thread takes the file; ten minutes by default. */
  timeoutMs?: number;
}

const defaultTimeoutMs = 10 * 60_000;

let pool: Piscina | null = null;

function openPool(): Piscina {
  pool ??= new Piscina({
    filename: fileURLToPath(new URL('./worker.ts', import.meta.url)),
    minThreads: 0,
    maxThreads: 2,
    idleTimeout: 30_000,
    // Parsers use timers and streams, which a thread blocked on an atomic would hold up.
    atomics: 'disabled',
    resourceLimits: { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 64 },
    execArgv: [],
    // A parser of untrusted files has no use for keys and passwords.
    env: {},
    // Answers come first: on machines that allow it, parsing runs at a lower priority.
    niceIncrement: 10,
  });
  return pool;
}

/**
 * Parses a file in a thread of its own, so that a file that hangs or eats memory takes nothing else down.
 * Throws `ParseError`: those of `parseDocument`, and `timeout`, `out_of_memory`, `cancelled`.
 */
export async function parseInPool(input: PoolParseInput): Promise<ParsedDocument> {
  if (input.signal?.aborted) throw cancelled();
  const { port1: own, port2: theirs } = new MessageChannel();
  const deadline = new Deadline(input.timeoutMs ?? defaultTimeoutMs);
  own.on('message', (message: ParseMessage) => {
    if (message.kind === 'started') deadline.start();
    else input.onProgress?.({ done: message.done, total: message.total });
  });
  const { path, name, declaredMediaType } = input;
  const task: ParseTask = { path, name, declaredMediaType, port: theirs };
  const signals = [deadline.signal, ...(input.signal === undefined ? [] : [input.signal])];
  try {
    const outcome: ParseOutcome = await openPool().run(task, {
      transferList: [theirs],
      signal: AbortSignal.any(signals),
    });
    if (!outcome.ok) throw new ParseError(outcome.code, outcome.message);
    return outcome.document;
  } catch (error) {
    throw poolError(error, input.signal, deadline);
  } finally {
    deadline.stop();
    own.close();
  }
}

/** Ends the threads; files being parsed fail with `cancelled`. The next file opens a new pool. */
export async function closeParsePool(): Promise<void> {
  const closing = pool;
  pool = null;
  await closing?.destroy();
}

class Deadline {
  readonly ms: number;
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  constructor(ms: number) {
    this.ms = ms;
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  start(): void {
    this.timer ??= setTimeout(() => this.controller.abort(), this.ms);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

function poolError(error: unknown, signal: AbortSignal | undefined, deadline: Deadline): ParseError {
  if (error instanceof ParseError) return error;
  if (signal?.aborted || pool === null) return cancelled();
  if (deadline.signal.aborted) {
    return new ParseError(
      'timeout',
      `Reading this file took longer than ${Math.round(deadline.ms / 1000)} seconds, so it was stopped. Split it or export it again.`,
    );
  }
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new ParseError(
      'out_of_memory',
      'Reading this file needs more memory than one file may take. Split it into parts.',
      { cause: error },
    );
  }
  return new ParseError('malformed', 'Reading this file broke its parser. Export it again.', {
    cause: error,
  });
}

function cancelled(): ParseError {
  return new ParseError('cancelled', 'Parsing was cancelled.');
}
