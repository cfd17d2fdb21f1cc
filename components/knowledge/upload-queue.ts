import type { UploadOutcome } from '#lib/knowledge/schemas.ts';
import { sentBytes, takeBatch } from './upload-batches.ts';

/** A file as chosen: with the path it had inside a dropped folder. */
export interface ChosenFile {
  file: File;
  /** Relative path or plain name. */
  name: string;
}

export interface UploadItem {
  id: string;
  name: string;
  size: number;
  state: 'waiting' | 'sending' | 'done' | 'rejected' | 'cancelled';
  /** Bytes that have left. */
  sent: number;
  /** What became of it; null until the server answered. */
  outcome: UploadOutcome['outcome'] | null;
  /** Why it was refused. */
  error: string | null;
}

/** Sends files in one request. Rejects with an error whose message is for people, or an `AbortError`. */
export type SendFiles = (
  files: readonly ChosenFile[],
  onProgress: (loaded: number, total: number) => void,
  signal: AbortSignal,
) => Promise<readonly UploadOutcome[]>;

interface Entry {
  item: UploadItem;
  chosen: ChosenFile;
  size: number;
  /** Must not share a request. */
  alone: boolean;
}

interface Request {
  entries: readonly Entry[];
  abort: AbortController;
}

const requestsAtOnce = 2;

/**
 * Uploads for one knowledge base. Files travel a few at a time; when a request fails, its files are tried again one by
 * one, so that only the bad one is lost. Lives outside the screen: leaving a tab stops nothing.
 */
export class UploadQueue {
  readonly #send: SendFiles;
  readonly #describe: (error: unknown) => string;
  readonly #listeners = new Set<() => void>();
  readonly #running = new Set<Request>();
  #entries: readonly Entry[] = [];
  #items: readonly UploadItem[] = [];
  #next = 1;
  /** Called whenever the server took files in. */
  onTaken: () => void = () => {};

  constructor(send: SendFiles, describe: (error: unknown) => string) {
    this.#send = send;
    this.#describe = describe;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly items = (): readonly UploadItem[] => this.#items;

  add(files: readonly ChosenFile[]): void {
    const added = files.map((chosen): Entry => {
      const item: UploadItem = {
        id: String(this.#next++),
        name: chosen.name,
        size: chosen.file.size,
        state: 'waiting',
        sent: 0,
        outcome: null,
        error: null,
      };
      return { item, chosen, size: chosen.file.size, alone: false };
    });
    this.#entries = [...this.#entries, ...added];
    this.#advance();
  }

  /** Takes a file out; others that travel with it start again alone. */
  cancel(id: string): void {
    const entry = this.#entries.find(({ item }) => item.id === id);
    if (!entry) return;
    const request = [...this.#running].find(({ entries }) => entries.includes(entry));
    this.#set(entry, { state: 'cancelled', sent: 0 });
    request?.abort.abort();
    this.#advance();
  }

  cancelAll(): void {
    for (const entry of this.#entries) {
      if (isOpen(entry.item)) this.#set(entry, { state: 'cancelled', sent: 0 });
    }
    for (const { abort } of this.#running) abort.abort();
    this.#tell();
  }

  /** Tries the refused and cancelled files again. */
  retry(): void {
    for (const entry of this.#entries) {
      const { state } = entry.item;
      if (state === 'rejected' || state === 'cancelled') this.#set(entry, { state: 'waiting', error: null });
    }
    this.#advance();
  }

  /** Forgets everything that has ended. */
  clear(): void {
    this.#entries = this.#entries.filter(({ item }) => isOpen(item));
    this.#tell();
  }

  #advance(): void {
    while (this.#running.size < requestsAtOnce) {
      const batch = takeBatch(this.#entries.filter(({ item }) => item.state === 'waiting'));
      if (batch.length === 0) break;
      void this.#run(batch);
    }
    this.#tell();
  }

  async #run(entries: readonly Entry[]): Promise<void> {
    const request: Request = { entries, abort: new AbortController() };
    this.#running.add(request);
    for (const entry of entries) this.#set(entry, { state: 'sending', sent: 0 });
    try {
      const outcomes = await this.#send(
        entries.map(({ chosen }) => chosen),
        (loaded, total) => this.#progress(entries, loaded, total),
        request.abort.signal,
      );
      this.#settle(entries, outcomes);
      this.onTaken();
    } catch (error) {
      this.#fail(entries, error);
    } finally {
      this.#running.delete(request);
      this.#advance();
    }
  }

  #progress(entries: readonly Entry[], loaded: number, total: number): void {
    const sent = sentBytes(
      entries.map(({ size }) => size),
      loaded,
      total,
    );
    for (const [at, entry] of entries.entries()) {
      if (entry.item.state === 'sending') this.#set(entry, { sent: sent[at] ?? 0 });
    }
    this.#tell();
  }

  /** Outcomes come in the order sent. */
  #settle(entries: readonly Entry[], outcomes: readonly UploadOutcome[]): void {
    for (const [at, entry] of entries.entries()) {
      if (entry.item.state !== 'sending') continue;
      const outcome = outcomes[at];
      if (outcome === undefined) {
        this.#set(entry, { state: 'rejected', error: 'The server did not say what became of this file.' });
      } else if (outcome.outcome === 'rejected') {
        this.#set(entry, {
          state: 'rejected',
          outcome: 'rejected',
          error: outcome.error ?? 'It was refused.',
        });
      } else {
        this.#set(entry, { state: 'done', outcome: outcome.outcome, sent: entry.size });
      }
    }
  }

  #fail(entries: readonly Entry[], error: unknown): void {
    for (const entry of entries) {
      if (entry.item.state !== 'sending') continue;
      if (entries.length > 1) {
        entry.alone = true;
        this.#set(entry, { state: 'waiting', sent: 0 });
      } else {
        this.#set(entry, { state: 'rejected', sent: 0, error: this.#describe(error) });
      }
    }
  }

  #set(entry: Entry, change: Partial<UploadItem>): void {
    entry.item = { ...entry.item, ...change };
  }

  #tell(): void {
    this.#items = this.#entries.map(({ item }) => item);
    for (const listener of this.#listeners) listener();
  }
}

export function isOpen(item: UploadItem): boolean {
  return item.state === 'waiting' || item.state === 'sending';
}

export interface UploadTotals {
  open: number;
  done: number;
  rejected: number;
  cancelled: number;
  /** 0–1 of all bytes, ended files counted as sent. */
  share: number;
}

export function totalsOf(items: readonly UploadItem[]): UploadTotals {
  const count = (state: UploadItem['state']) => items.filter((item) => item.state === state).length;
  const bytes = items.reduce((sum, item) => sum + item.size, 0);
  const sent = items.reduce((sum, item) => sum + (isOpen(item) ? item.sent : item.size), 0);
  return {
    open: items.filter(isOpen).length,
    done: count('done'),
    rejected: count('rejected'),
    cancelled: count('cancelled'),
    share: bytes === 0 ? 1 : sent / bytes,
  };
}
