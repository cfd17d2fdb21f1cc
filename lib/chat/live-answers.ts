/**
 * Answers being written in this process, with every event so far: a reader that reloads gets the beginning again and then
 * goes on live. The work does not depend on any reader.
 */
import type { AnswerEvent } from '../serving/schemas.ts';

/** Finished answers stay readable this long for a reader that comes back late. */
const keepMs = 60_000;

type Listener = (event: AnswerEvent, index: number) => void;

export class LiveAnswer {
  readonly messageId: string;
  readonly conversationId: string;
  readonly requestId: string;
  readonly stopper = new AbortController();
  readonly #limits = Promise.withResolvers<Readonly<Record<string, string>>>();
  readonly #events: AnswerEvent[] = [];
  readonly #listeners = new Set<{ onEvent: Listener; onEnd: () => void }>();
  #ended = false;

  constructor(ids: { messageId: string; conversationId: string; requestId: string }) {
    this.messageId = ids.messageId;
    this.conversationId = ids.conversationId;
    this.requestId = ids.requestId;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Headers that say how far rate limits are used; known as soon as the question was let in or refused. */
  get limits(): Promise<Readonly<Record<string, string>>> {
    return this.#limits.promise;
  }

  tellLimits(headers: Readonly<Record<string, string>>): void {
    this.#limits.resolve(headers);
  }

  publish(event: AnswerEvent): void {
    const index = this.#events.push(event) - 1;
    for (const listener of this.#listeners) listener.onEvent(event, index);
  }

  end(): void {
    this.#ended = true;
    this.#limits.resolve({});
    for (const listener of this.#listeners) listener.onEnd();
    this.#listeners.clear();
  }

  /** Replays events after index `after` (-1 for all), then follows. Returns how to leave. */
  subscribe(after: number, onEvent: Listener, onEnd: () => void): () => void {
    this.#events.forEach((event, index) => {
      if (index > after) onEvent(event, index);
    });
    if (this.#ended) {
      onEnd();
      return () => {};
    }
    const listener = { onEvent, onEnd };
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

// The fast door and Next hold separate copies of this module in one process; both must see the same answers.
const registryKey = Symbol.for('slipway.live-answers');
const registry = globalThis as { [registryKey]?: Map<string, LiveAnswer> };
registry[registryKey] ??= new Map();
const live = registry[registryKey];

export function openLiveAnswer(ids: {
  messageId: string;
  conversationId: string;
  requestId: string;
}): LiveAnswer {
  const answer = new LiveAnswer(ids);
  live.set(ids.messageId, answer);
  return answer;
}

/** For an answer that never began: nobody may join it. */
export function discardLiveAnswer(answer: LiveAnswer): void {
  live.delete(answer.messageId);
  answer.end();
}

export function closeLiveAnswer(answer: LiveAnswer): void {
  answer.end();
  setTimeout(() => live.delete(answer.messageId), keepMs).unref();
}

export function liveAnswer(messageId: string): LiveAnswer | undefined {
  return live.get(messageId);
}

/** Answers of a conversation, the latest first. */
export function liveAnswersOf(conversationId: string): LiveAnswer[] {
  return [...live.values()].filter((answer) => answer.conversationId === conversationId).reverse();
}
