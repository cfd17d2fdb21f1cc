import type { Caller } from '../access/index.ts';
import { eventStreamResponse } from '../platform/http/event-stream.ts';
import { assertNotDraining } from './assert-not-draining.ts';
import type { AnswerEvent } from './schemas.ts';
import { tryVersion, type VersionTrial } from './try-version.ts';

/** `tryVersion` as an event stream, framed as the chat's: each event with its number. A reader that leaves stops it. */
export async function streamTrial(caller: Caller, trial: VersionTrial): Promise<Response> {
  assertNotDraining();
  const stopper = new AbortController();
  const signal = AbortSignal.any([trial.signal, stopper.signal]);
  const early: AnswerEvent[] = [];
  let tell = (event: AnswerEvent): void => void early.push(event);
  // What cannot be tried at all is a plain error response, so it is waited for before the stream begins.
  const { requestId, done } = await tryVersion(caller, { ...trial, signal }, (event) => tell(event));
  return eventStreamResponse(
    (sink) => {
      let id = 0;
      tell = (event) => sink.send({ id: id++, data: JSON.stringify(event) });
      early.forEach(tell);
      void done.then(() => sink.close());
      return () => stopper.abort();
    },
    { headers: { 'x-slipway-request-id': requestId } },
  );
}
