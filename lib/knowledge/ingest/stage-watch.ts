import { writeProgress } from './ingestion-store.ts';

/** The revision was cancelled, replaced or deleted while it was worked on: stop quietly. */
export class IngestionStopped extends Error {
  override readonly name = 'IngestionStopped';
}

const writeEveryMs = 250;
const checkEveryMs = 1000;

/**
 * Follows a revision while it is worked on: writes progress at most four times a second, and aborts `signal` with
 * `IngestionStopped` within a second of its being cancelled.
 */
export class StageWatch {
  readonly stageMs: Record<string, number> = {};
  readonly signal: AbortSignal;
  readonly #revisionId: string;
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #share = 0;
  #written = 0;
  #checkedAt = performance.now();
  #busy = false;

  constructor(revisionId: string, outer: AbortSignal) {
    this.#revisionId = revisionId;
    this.signal = AbortSignal.any([outer, this.#controller.signal]);
    this.#timer = setInterval(() => void this.#tick(), writeEveryMs);
  }

  /** Runs one stage and notes how long it took. */
  async stage<T>(name: string, work: () => Promise<T>): Promise<T> {
    this.#share = 0;
    this.#written = 0;
    const started = performance.now();
    try {
      return await work();
    } finally {
      this.stageMs[name] = Math.round((performance.now() - started) * 10) / 10;
    }
  }

  /** @param share 0–1 of the current stage. */
  progress(share: number): void {
    this.#share = Math.min(1, Math.max(0, share));
  }

  end(): void {
    clearInterval(this.#timer);
  }

  async #tick(): Promise<void> {
    const changed = Math.abs(this.#share - this.#written) >= 0.005;
    if (this.#busy || (!changed && performance.now() - this.#checkedAt < checkEveryMs)) return;
    this.#busy = true;
    this.#checkedAt = performance.now();
    this.#written = this.#share;
    try {
      const stillOurs = await writeProgress(this.#revisionId, this.#share);
      if (!stillOurs) this.#controller.abort(new IngestionStopped());
    } catch {
      // The next tick tries again; a database that stays away fails the stage itself.
    } finally {
      this.#busy = false;
    }
  }
}
