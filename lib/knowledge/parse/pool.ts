import type { ParsedDocument } from '../schemas.ts';
import { ParseError } from './errors.ts';
import type { ParseProgress } from './format-contract.ts';
import { ParserProcess } from './parser-process.ts';
import type { ParseOutcome } from './pool-messages.ts';

export interface PoolParseInput {
  /** Where the uploaded file lies. */
  path: string;
  /** File name as uploaded. */
  name: string;
  declaredMediaType?: string;
  onProgress?: (progress: ParseProgress) => void;
  signal?: AbortSignal;
  /** Counted from the moment a process takes the file; ten minutes by default. */
  timeoutMs?: number;
}

const defaultTimeoutMs = 10 * 60_000;
/** How long a process waits for the next file before it gives its memory back. */
const idleMs = 30_000;

interface PoolOptions {
  /** Files parsed at the same time. */
  size: number;
  /** JavaScript memory of one process, in megabytes. */
  heapMb: number;
}

/**
 * Processes that parse, started when files come. Processes rather than threads: V8 ends the whole process
 * when a thread's heap overflows inside native code such as `JSON.parse`.
 */
export class ParsePool {
  private readonly options: PoolOptions;
  private readonly busy = new Set<ParserProcess>();
  private readonly idle = new Map<ParserProcess, NodeJS.Timeout>();
  private readonly waiting: (() => void)[] = [];
  private closed = false;

  constructor(options: PoolOptions) {
    this.options = options;
  }

  async parse(input: PoolParseInput): Promise<ParsedDocument> {
    const parser = await this.take(input.signal);
    const timeoutMs = input.timeoutMs ?? defaultTimeoutMs;
    const { outcome, timedOut } = await this.runUntilStopped(parser, input, timeoutMs);
    this.giveBack(parser);
    if (outcome.ok) return outcome.document;
    if (input.signal?.aborted || this.closed) throw cancelled();
    throw timedOut ? timeout(timeoutMs) : new ParseError(outcome.code, outcome.message);
  }

  private async runUntilStopped(
    parser: ParserProcess,
    { path, name, declaredMediaType, onProgress, signal }: PoolParseInput,
    timeoutMs: number,
  ): Promise<{ outcome: ParseOutcome; timedOut: boolean }> {
    let timedOut = false;
    const stop = () => parser.end();
    const timer = setTimeout(() => {
      timedOut = true;
      stop();
    }, timeoutMs);
    signal?.addEventListener('abort', stop, { once: true });
    // The signal may have come while the process was being waited for.
    if (signal?.aborted) stop();
    const outcome = await parser.run({ path, name, declaredMediaType }, onProgress);
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    return { outcome, timedOut };
  }

  /** Ends every process; files being parsed or waiting fail with `cancelled`. */
  close(): void {
    this.closed = true;
    for (const parser of [...this.busy, ...this.idle.keys()]) parser.end();
    this.wakeAll();
  }

  /** A process of one's own, once one is free. */
  private async take(signal: AbortSignal | undefined): Promise<ParserProcess> {
    while (!this.closed && !signal?.aborted && this.busy.size >= this.options.size) await this.freed(signal);
    if (this.closed || signal?.aborted) throw cancelled();
    const [waiting] = this.idle;
    const parser = waiting?.[0] ?? new ParserProcess(this.options.heapMb, (gone) => this.forget(gone));
    clearTimeout(waiting?.[1]);
    this.idle.delete(parser);
    this.busy.add(parser);
    return parser;
  }

  private freed(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  /** Everyone looks again, in order; one who was cancelled meanwhile takes nobody's turn. */
  private wakeAll(): void {
    for (const wake of this.waiting.splice(0)) wake();
  }

  private giveBack(parser: ParserProcess): void {
    if (this.busy.delete(parser) && !this.closed) {
      parser.unref();
      this.idle.set(parser, setTimeout(() => parser.end(), idleMs).unref());
    }
    this.wakeAll();
  }

  private forget(parser: ParserProcess): void {
    clearTimeout(this.idle.get(parser));
    this.idle.delete(parser);
    if (this.busy.delete(parser)) this.wakeAll();
  }
}

const sharedOptions: PoolOptions = { size: 2, heapMb: 1024 };
let shared: ParsePool | null = null;

/**
 * Parses a file in a process of its own, so that a file that hangs or eats memory takes nothing else down.
 * Throws `ParseError`: those of `parseDocument`, and `timeout`, `out_of_memory`, `cancelled`.
 */
export function parseInPool(input: PoolParseInput): Promise<ParsedDocument> {
  shared ??= new ParsePool(sharedOptions);
  return shared.parse(input);
}

/** Ends the processes; files being parsed fail with `cancelled`. The next file opens a new pool. */
export function closeParsePool(): void {
  shared?.close();
  shared = null;
}

function timeout(ms: number): ParseError {
  return new ParseError(
    'timeout',
    `Reading this file took longer than ${Math.ceil(ms / 1000)} seconds, so it was stopped. Split it or export it again.`,
  );
}

function cancelled(): ParseError {
  return new ParseError('cancelled', 'Parsing was cancelled.');
}
