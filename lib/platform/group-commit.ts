/**
 * Group commit: items that arrive while one transaction is under way share the next, so durability costs one fsync for
 * many. No timer delays a lone item.
 */

export interface GroupCommitOptions<T> {
  /** Writes a batch in one transaction: all or nothing. */
  write: (batch: readonly T[]) => Promise<void>;
  maxBatch?: number;
  /** True for failures that another try may cure (a lost connection), not for a bad item. */
  isTransient: (error: unknown) => boolean;
  /** How long a batch is tried again, in milliseconds. */
  retryForMs?: number;
}

interface Waiting<T> {
  item: T;
  resolve: () => void;
  reject: (error: unknown) => void;
}

export class GroupCommit<T> {
  readonly #options: Required<GroupCommitOptions<T>>;
  #queue: Waiting<T>[] = [];
  #running: Promise<void> | undefined;

  constructor(options: GroupCommitOptions<T>) {
    this.#options = { maxBatch: 200, retryForMs: 20_000, ...options };
  }

  /** Resolves when the item is durable; rejects when it cannot be written. */
  add(item: T): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ item, resolve, reject });
      this.#running ??= this.#drain();
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #drain(): Promise<void> {
    // One turn of the event loop, so that everything that becomes ready in this tick shares the first batch.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, this.#options.maxBatch);
      await this.#commit(batch);
    }
    this.#running = undefined;
  }

  async #commit(batch: readonly Waiting<T>[]): Promise<void> {
    try {
      await this.#writeWithRetry(batch.map((waiting) => waiting.item));
      for (const waiting of batch) waiting.resolve();
    } catch (error) {
      if (batch.length === 1 || this.#options.isTransient(error)) {
        for (const waiting of batch) waiting.reject(error);
        return;
      }
      // One bad item must not take its neighbours down: find it by writing each alone.
      for (const waiting of batch) await this.#commit([waiting]);
    }
  }

  async #writeWithRetry(items: readonly T[]): Promise<void> {
    const deadline = Date.now() + this.#options.retryForMs;
    for (let delay = 50; ; delay = Math.min(delay * 2, 2000)) {
      try {
        return await this.#options.write(items);
      } catch (error) {
        if (!this.#options.isTransient(error) || Date.now() + delay > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, delay));
      }
    }
  }
}
