/** Follows one answer to its end across lost connections. */
import { ApiError } from '#lib/client/api.ts';
import type { NumberedEvent } from './answer-state.ts';
import { readEvents } from './read-events.ts';

export interface FollowOptions {
  /** Opens the stream: asks, or takes a running answer up. */
  open: () => Promise<Response>;
  /** Takes the answer up after an event. */
  resume: (after: number) => Promise<Response>;
  /** Returns true when the event was the last one. */
  onEvent: (event: NumberedEvent) => boolean;
  onOpen?: () => void;
  /** Waits before another try; rejects when nobody is interested any more. */
  wait: (milliseconds: number) => Promise<void>;
}

/** Waiting times before each further try after a cut. */
const patience = [0, 500, 1000, 2000, 4000, 8000] as const;

/**
 * `over`: the last event came. `gone`: the server runs no such answer, so what is stored is all there is.
 * Throws when the first request is refused, and when the connection stays lost.
 */
export async function followAnswer(options: FollowOptions): Promise<'over' | 'gone'> {
  let response = await options.open();
  options.onOpen?.();
  let last = -1;
  let tries = 0;
  for (;;) {
    if (response.status === 204 || response.body === null) return 'gone';
    const before = last;
    try {
      for await (const event of readEvents(response.body)) {
        last = Math.max(last, event.id);
        if (options.onEvent(event)) return 'over';
      }
    } catch (error) {
      if (isAbort(error)) throw error;
    }
    if (last > before) tries = 0;
    response = await reopen();
  }

  async function reopen(): Promise<Response> {
    for (;;) {
      const pause = patience[tries];
      if (pause === undefined) throw connectionLost();
      tries += 1;
      await options.wait(pause);
      try {
        return await options.resume(last);
      } catch (error) {
        if (isAbort(error) || !isPassing(error)) throw error;
      }
    }
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500);
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

function connectionLost(): ApiError {
  return new ApiError({
    status: 0,
    title: 'connection_lost',
    detail: 'The connection to the server was lost. The answer may be complete there: reload to see it.',
    requestId: null,
  });
}
