import { eventStreamResponse } from '../../platform/http/event-stream.ts';
import type { AnswerOutcome } from '../answer-contract.ts';
import type { AnswerEvent } from '../schemas.ts';
import { type CompletionIdentity, chunkBody, extras, finishReasonOf, usageBody } from './completion-body.ts';
import { failedAnswerResponse, openAiError } from './errors.ts';
import { type Served, servedHeaders } from './served-headers.ts';

export interface AnswerFeed {
  /** Calls back for each event so far and each to come. */
  subscribe(listener: (event: AnswerEvent) => void): void;
  outcome: Promise<AnswerOutcome>;
  stop(): void;
}

/** Resolves at the first sign of what the answer will be: text, its end, or a failure. */
function firstSign(feed: AnswerFeed): Promise<{ served: Served; failed: boolean }> {
  return new Promise((resolve) => {
    let served: Served = { entity: null, version: null };
    feed.subscribe((event) => {
      if (event.type === 'start') served = event;
      if (event.type === 'error') resolve({ served, failed: true });
      if (event.type === 'finish') resolve({ served, failed: event.detail.error !== null });
      if (event.type === 'delta') resolve({ served, failed: false });
    });
  });
}

/**
 * Headers wait for the first token: an early failure gets a real HTTP status, and they name the entity that answers, since
 * no fallback takes over after it.
 */
export async function streamCompletion(
  identity: CompletionIdentity,
  feed: AnswerFeed,
  includeUsage: boolean,
): Promise<Response> {
  const { served, failed } = await firstSign(feed);
  if (failed) return failedAnswerResponse(await feed.outcome);
  return eventStreamResponse(
    (sink) => {
      const send = (body: unknown) => sink.send({ data: JSON.stringify(body) });
      send(chunkBody(identity, { delta: { role: 'assistant', content: '' }, finish_reason: null }));
      feed.subscribe((event) => {
        if (event.type === 'delta')
          send(chunkBody(identity, { delta: { content: event.text }, finish_reason: null }));
      });
      void feed.outcome.then((outcome) => {
        sendEnd(identity, outcome, includeUsage, send);
        // A failed or stopped stream ends without [DONE]: a clean end would pass the answer off as whole.
        if (outcome.detail.error === null) sink.send({ data: '[DONE]' });
        sink.close();
      });
      return () => feed.stop();
    },
    {
      headers: servedHeaders(identity.requestId, served),
    },
  );
}

function sendEnd(
  identity: CompletionIdentity,
  outcome: AnswerOutcome,
  includeUsage: boolean,
  send: (body: unknown) => void,
): void {
  const { error } = outcome.detail;
  if (error !== null) {
    send(openAiError(outcome.httpStatus, error.message, error.code));
    return;
  }
  send(chunkBody(identity, { delta: {}, finish_reason: finishReasonOf(outcome) }, extras(outcome)));
  if (includeUsage) send(chunkBody(identity, null, { usage: usageBody(outcome) }));
}
