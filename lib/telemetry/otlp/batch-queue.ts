/** A bounded queue whose batches are sent one after the other, in the background, with retries. */
import type { SendResult } from './send-otlp.ts';

export interface BatchQueueOptions<T> {
  /** What comes beyond is dropped and counted: whoever adds never waits. */
  capacity: number;
  batchSize: number;
  /** Longest that an item waits for others to share its batch with, in milliseconds. */
  delayMs: number;
  /** How long a batch is tried again before it is dropped, in milliseconds. */
  retryForMs: number;
  send: (batch: readonly T[], signal: AbortSignal) => Promise<SendResult>;
  /** Hears what became of a batch in the end. */
  done: (batch: readonly T[], result: SendResult) => void;
  /** Hears of what was never tried. */
  dropped: (items: readonly T[]) => void;
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A collector may ask for more patience; the queue would only overflow meanwhile. */
const longestWaitMs = 30_000;
const firstWaitMs = 500;

export class BatchQueue<T> {
  readonly #options: Required<BatchQueueOptions<T>>;
  readonly #stopping = new AbortController();
  #items: T[] = [];
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(options: BatchQueueOptions<T>) {
    this.#options = { sleep: wait, ...options };
  }

  get size(): number {
    return this.#items.length;
  }

  /** False when it was dropped. */
  add(item: T): boolean {
    const { capacity, batchSize, delayMs } = this.#options;
    if (this.#stopping.signal.aborted || this.#items.length >= capacity) {
      this.#options.dropped([item]);
      return false;
    }
    this.#items.push(item);
    if (this.#items.length >= batchSize) this.#start();
    else this.#timer ??= setTimeout(() => this.#start(), delayMs).unref();
    return true;
  }

  /** Sends what is there; resolves when it was sent or given up. */
  async flush(): Promise<void> {
    this.#start();
    await this.#running;
  }

  /** Gives what waits `graceMs`, then drops it. */
  async stop(graceMs: number): Promise<void> {
    const timer = setTimeout(() => this.#stopping.abort(), graceMs);
    await this.flush();
    clearTimeout(timer);
    this.#stopping.abort();
    if (this.#items.length > 0) this.#options.dropped(this.#items.splice(0));
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#running ??= this.#drain().finally(() => {
      this.#running = undefined;
    });
  }

  async #drain(): Promise<void> {
    while (this.#items.length > 0 && !this.#stopping.signal.aborted) {
      const batch = this.#items.splice(0, this.#options.batchSize);
      this.#options.done(batch, await this.#sendWithRetry(batch));
    }
  }

  async #sendWithRetry(batch: readonly T[]): Promise<SendResult> {
    const { send, sleep, retryForMs } = this.#options;
    const { signal } = this.#stopping;
    const deadline = Date.now() + retryForMs;
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      const result = await send(batch, signal).catch((error: unknown): SendResult => {
        const message = error instanceof Error ? error.message : 'unknown reason';
        return { kind: 'refused', status: null, message };
      });
      if (result.kind !== 'later' || signal.aborted) return result;
      // Jittered, so that many processes do not come back together.
      const next = Math.min(result.afterMs ?? waitMs * (0.5 + Math.random()), longestWaitMs);
      if (Date.now() + next > deadline) return result;
      await sleep(next, signal);
    }
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    timer.unref();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
