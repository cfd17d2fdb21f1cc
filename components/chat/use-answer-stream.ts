'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Ask } from '#lib/chat/schemas.ts';
import { fetchOk, fetchVoid } from '#lib/client/api.ts';
import { describeAnswerError } from './answer-error.ts';
import { type AnswerState, failAnswer, initialAnswer, isOver, reduceAnswer } from './answer-state.ts';
import { followAnswer, isAbort } from './follow-answer.ts';

export interface LiveAnswer {
  answerId: string;
  /** What was asked here; null for an answer taken up after a reload. */
  ask: Ask | null;
  askedAt: string;
  state: AnswerState;
}

interface AnswerStreamOptions {
  conversationId: string;
  /** The server has taken the question in, and stored it. */
  onAccepted: () => void;
  /** The answer is over, here or (after a lost connection) on the server. Resolves when what is stored was read. */
  onOver: () => Promise<void>;
}

export interface AnswerStream {
  live: LiveAnswer | null;
  /** Whether an answer is being written. */
  running: boolean;
  ask: (ask: Ask) => void;
  /** Takes up an answer that another tab, or this one before a reload, asked for. */
  takeUp: (answerId: string) => void;
  stop: () => Promise<void>;
}

const goneMs = 1000;

/** One answer at a time of one conversation, as it is written. */
export function useAnswerStream(options: AnswerStreamOptions): AnswerStream {
  const [live, setLive] = useState<LiveAnswer | null>(null);
  const current = useRef<AbortController | null>(null);
  const latest = useRef(options);
  latest.current = options;

  useEffect(() => () => current.current?.abort(), []);

  const follow = useCallback((start: Pick<LiveAnswer, 'answerId' | 'ask'>) => {
    const { conversationId } = latest.current;
    const abort = new AbortController();
    const { signal } = abort;
    current.current?.abort();
    current.current = abort;
    const screen = frames((state) => setLive((shown) => shown && { ...shown, state }));
    setLive({ ...start, askedAt: new Date().toISOString(), state: initialAnswer });
    const resume = (after: number) =>
      fetchOk(`/api/chat/${conversationId}/stream`, {
        signal,
        query: { after },
        headers: { accept: 'text/event-stream' },
      });
    const { ask } = start;
    const open = ask
      ? () =>
          fetchOk('/api/chat', {
            method: 'POST',
            json: ask,
            signal,
            headers: { accept: 'text/event-stream' },
          })
      : () => resume(-1);

    followAnswer({
      open,
      resume,
      onOpen: () => latest.current.onAccepted(),
      onEvent: (event) => {
        screen.show(reduceAnswer(screen.state, event));
        return isOver(screen.state);
      },
      wait: (milliseconds) => pause(milliseconds, signal),
    })
      .catch((error: unknown) => {
        if (!isAbort(error)) screen.show(failAnswer(screen.state, describeAnswerError(error)));
        return 'over' as const;
      })
      .then(async (outcome) => {
        if (signal.aborted) return;
        // The server may be about to write the end down: do not ask it again and again.
        if (outcome === 'gone') await pause(goneMs, signal);
        await latest.current.onOver();
        if (outcome === 'gone' && !signal.aborted) setLive(null);
      })
      .catch(() => undefined);
  }, []);

  return {
    live,
    running: live !== null && !isOver(live.state),
    ask: useCallback((ask) => follow({ answerId: ask.answerId, ask }), [follow]),
    takeUp: useCallback((answerId) => follow({ answerId, ask: null }), [follow]),
    stop: useCallback(
      () => fetchVoid(`/api/chat/${latest.current.conversationId}/stop`, { method: 'POST' }),
      [],
    ),
  };
}

/** Shows the newest state once per frame; the first words and the end at once, also in a tab in the background. */
function frames(render: (state: AnswerState) => void) {
  let state = initialAnswer;
  let scheduled = false;
  const draw = () => {
    scheduled = false;
    render(state);
  };
  return {
    get state() {
      return state;
    },
    show(next: AnswerState) {
      const urgent = next.phase !== state.phase;
      state = next;
      if (urgent) draw();
      else if (!scheduled) {
        scheduled = true;
        requestAnimationFrame(draw);
      }
    },
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('Left', 'AbortError'));
    });
  });
}
