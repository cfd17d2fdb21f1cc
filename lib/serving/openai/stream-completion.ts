import { eventStreamResponse } from '../../platform/http/event-stream.ts';
import type { AnswerOutcome } from '../answer-contract.ts';
import type { AnswerEvent } from '../schemas.ts';
import { type AnswerFeed, firstSign } from './answer-feed.ts';
import {
  type CompletionIdentity,
  chunkBody,
  extras,
  finishReasonOf,
  toolCallBody,
  usageBody,
} from './completion-body.ts';
import type { CompletionDialect } from './completion-dialect.ts';

/**
 * Headers wait for the first token: an early failure gets a real HTTP status, and they name the entity that answers, since
 * no fallback takes over after it.
 */
export async function streamCompletion(
  identity: CompletionIdentity,
  feed: AnswerFeed,
  includeUsage: boolean,
  dialect: CompletionDialect,
): Promise<Response> {
  const { served, failed } = await firstSign(feed);
  if (failed) return dialect.failed(await feed.outcome);
  return eventStreamResponse(
    (sink) => {
      const send = (body: unknown) => sink.send({ data: JSON.stringify(body) });
      send(chunkBody(identity, { delta: { role: 'assistant', content: '' }, finish_reason: null }));
      let calls = 0;
      feed.subscribe((event) => {
        const delta = deltaOf(event, calls);
        if (event.type === 'tool-call') calls += 1;
        if (delta !== null) send(chunkBody(identity, { delta, finish_reason: null }));
      });
      void feed.outcome.then((outcome) => {
        sendEnd(identity, outcome, { includeUsage, dialect, send });
        // A failed or stopped stream ends without [DONE]: a clean end would pass the answer off as whole.
        if (outcome.detail.error === null) sink.send({ data: '[DONE]' });
        sink.close();
      });
      return () => feed.stop();
    },
    { headers: dialect.headers(identity.requestId, served), comments: dialect.comments },
  );
}

/** `index` is the place of a call among the answer's. Null for what chunks do not tell. */
function deltaOf(event: AnswerEvent, index: number): Record<string, unknown> | null {
  if (event.type === 'delta') return { content: event.text };
  return event.type === 'tool-call' ? { tool_calls: [{ index, ...toolCallBody(event.call) }] } : null;
}

interface End {
  includeUsage: boolean;
  dialect: CompletionDialect;
  send(body: unknown): void;
}

function sendEnd(
  identity: CompletionIdentity,
  outcome: AnswerOutcome,
  { includeUsage, dialect, send }: End,
): void {
  if (outcome.detail.error !== null) {
    send(dialect.cut(outcome));
    return;
  }
  const usage = { usage: usageBody(outcome) };
  const finish = { delta: {}, finish_reason: finishReasonOf(outcome) };
  send(chunkBody(identity, finish, { ...(dialect.usageWithFinish && usage), ...extras(outcome) }));
  if (includeUsage && !dialect.usageWithFinish) send(chunkBody(identity, null, usage));
}
