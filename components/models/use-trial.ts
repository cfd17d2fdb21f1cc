'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { describeAnswerError } from '#components/chat/answer-error.ts';
import { isOver } from '#components/chat/answer-state.ts';
import { isAbort } from '#components/chat/follow-answer.ts';
import { readEvents } from '#components/chat/read-events.ts';
import { fetchOk } from '#lib/client/api.ts';
import type { TryVersion } from '#lib/serving/schemas.ts';
import { versionApi } from './hrefs.ts';
import { failTrial, initialTrial, reduceTrial, stopTrial, type Trial } from './trial-state.ts';

export interface TrialControl {
  /** Null before the first question. */
  trial: Trial | null;
  running: boolean;
  ask: (question: TryVersion) => void;
  stop: () => void;
}

const cut = {
  code: 'connection_lost',
  message: 'The connection to the server was lost before the answer was complete. Ask again.',
  retryable: true,
};

/**
 * Asks one version outside every endpoint and follows its answer. A new question ends the one before. Key the component by the
 * version, so that no answer stands under another's name.
 */
export function useTrial(model: string, version: number | null): TrialControl {
  const [trial, setTrial] = useState<Trial | null>(null);
  const abort = useRef<AbortController | null>(null);

  useEffect(
    () => () => {
      abort.current?.abort();
      abort.current = null;
    },
    [],
  );

  const ask = useCallback(
    (json: TryVersion) => {
      if (version === null) return;
      abort.current?.abort();
      const controller = new AbortController();
      abort.current = controller;
      setTrial(initialTrial);
      // What an earlier question still has to draw must not cover this one.
      const screen = paint(initialTrial, (next) => abort.current === controller && setTrial(next));
      const began = performance.now();
      const elapsed = () => performance.now() - began;
      const { signal } = controller;
      const follow = async () => {
        const response = await fetchOk(`${versionApi(model, version)}/try`, {
          method: 'POST',
          json,
          signal,
          headers: { accept: 'text/event-stream' },
        });
        if (response.body !== null) {
          for await (const event of readEvents(response.body)) {
            screen.show((now) => reduceTrial(now, event, elapsed()));
          }
        }
        screen.show((now) => failTrial(now, cut, elapsed()));
      };
      signal.addEventListener('abort', () => screen.show((now) => stopTrial(now, elapsed())));
      follow().catch((error: unknown) => {
        if (!isAbort(error)) screen.show((now) => failTrial(now, describeAnswerError(error), elapsed()));
      });
    },
    [model, version],
  );
  const stop = useCallback(() => abort.current?.abort(), []);
  return { trial, running: trial !== null && !isOver(trial.answer), ask, stop };
}

/** Shows the newest state once per frame; a change of phase at once, also in a tab in the background. */
function paint(first: Trial, render: (trial: Trial) => unknown) {
  let state = first;
  let scheduled = false;
  const draw = () => {
    scheduled = false;
    render(state);
  };
  return {
    show(change: (trial: Trial) => Trial) {
      const next = change(state);
      if (next === state) return;
      const urgent = next.answer.phase !== state.answer.phase;
      state = next;
      if (urgent) draw();
      else if (!scheduled) {
        scheduled = true;
        requestAnimationFrame(draw);
      }
    },
  };
}
