import type { Caller } from '../../access/index.ts';
import { followSignal } from '../../platform/follow-signal.ts';
import { answer } from '../answer.ts';
import type { AnswerOutcome } from '../answer-contract.ts';
import type { AnswerEvent } from '../schemas.ts';
import { aboutOf, type ChatCompletionRequest, namedUnit, turnsOf } from './schemas.ts';
import type { Served } from './served-headers.ts';
import { generationOptionsOf } from './tools-schema.ts';

export interface CompletionContext {
  caller: Caller;
  requestId: string;
  clientRequestId: string | null;
  /** Of the header `x-slipway-unit`. */
  unit: string | null;
  /** Of the header `x-slipway-tag`, or `tag` of the metadata. */
  tag: string | null;
  /** Hears what the response says of rate limits. */
  onLimits: (headers: Readonly<Record<string, string>>) => void;
  signal: AbortSignal;
}

export interface AnswerFeed {
  /** Calls back for each event so far and each to come. */
  subscribe(listener: (event: AnswerEvent) => void): void;
  outcome: Promise<AnswerOutcome>;
  stop(): void;
}

function parametersOf(body: ChatCompletionRequest) {
  const maxOutputTokens = body.max_completion_tokens ?? body.max_tokens;
  return {
    ...(body.temperature != null && { temperature: body.temperature }),
    ...(body.top_p != null && { topP: body.top_p }),
    ...(maxOutputTokens != null && { maxOutputTokens }),
    ...(body.seed != null && { seed: body.seed }),
    ...(body.stop != null && { stop: typeof body.stop === 'string' ? [body.stop] : body.stop }),
  };
}

/** Starts an answer; what it tells is kept for whoever subscribes later. */
export function startFeed(body: ChatCompletionRequest, context: CompletionContext): AnswerFeed {
  const events: AnswerEvent[] = [];
  const listeners: ((event: AnswerEvent) => void)[] = [];
  const { signal, stop, release } = followSignal(context.signal);
  const outcome: Promise<AnswerOutcome> = answer(
    {
      requestId: context.requestId,
      endpoint: body.model,
      turns: turnsOf(body),
      inputs: body.inputs ?? {},
      caller: context.caller,
      source: 'api',
      conversationId: null,
      clientRequestId: context.clientRequestId,
      unit: namedUnit(body, context.unit),
      parameters: parametersOf(body),
      options: generationOptionsOf(body),
      about: aboutOf(body),
      tag: context.tag ?? body.metadata?.tag ?? null,
      onLimits: context.onLimits,
      signal,
    },
    (event) => {
      events.push(event);
      for (const listener of listeners) listener(event);
    },
  ).finally(release);
  return {
    outcome,
    stop: () => stop(),
    subscribe(listener) {
      for (const event of events) listener(event);
      listeners.push(listener);
    },
  };
}

/** Resolves at the first sign of what the answer will be: text, a call of a tool, its end, or a failure. */
export function firstSign(feed: AnswerFeed): Promise<{ served: Served; failed: boolean }> {
  return new Promise((resolve) => {
    let served: Served = { entity: null, version: null };
    feed.subscribe((event) => {
      if (event.type === 'start') served = event;
      if (event.type === 'error') resolve({ served, failed: true });
      if (event.type === 'finish') resolve({ served, failed: event.detail.error !== null });
      if (event.type === 'delta' || event.type === 'tool-call') resolve({ served, failed: false });
    });
  });
}
