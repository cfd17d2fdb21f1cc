import type { Caller } from '../../access/index.ts';
import { answer } from '../answer.ts';
import type { AnswerOutcome } from '../answer-contract.ts';
import { assertNotDraining } from '../assert-not-draining.ts';
import type { AnswerEvent } from '../schemas.ts';
import { completionBody } from './completion-body.ts';
import { type CompletionDialect, openAiDialect } from './completion-dialect.ts';
import { aboutOf, type ChatCompletionRequest, namedUnit, turnsOf } from './schemas.ts';
import { type AnswerFeed, streamCompletion } from './stream-completion.ts';
import { assertToolsFit, generationOptionsOf } from './tools-schema.ts';

export interface CompletionContext {
  caller: Caller;
  requestId: string;
  clientRequestId: string | null;
  /** Of the header `x-slipway-unit`. */
  unit: string | null;
  signal: AbortSignal;
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

function startFeed(body: ChatCompletionRequest, context: CompletionContext): AnswerFeed {
  const events: AnswerEvent[] = [];
  const listeners: ((event: AnswerEvent) => void)[] = [];
  const stopper = new AbortController();
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
      signal: AbortSignal.any([context.signal, stopper.signal]),
    },
    (event) => {
      events.push(event);
      for (const listener of listeners) listener(event);
    },
  );
  return {
    outcome,
    stop: () => stopper.abort(),
    subscribe(listener) {
      for (const event of events) listener(event);
      listeners.push(listener);
    },
  };
}

/** `POST /v1/chat/completions`: answers as one JSON body or as a stream of chunks. */
export async function createChatCompletion(
  body: ChatCompletionRequest,
  context: CompletionContext,
  dialect: CompletionDialect = openAiDialect,
): Promise<Response> {
  assertNotDraining();
  assertToolsFit(body);
  const identity = {
    requestId: context.requestId,
    endpoint: body.model,
    created: Math.floor(Date.now() / 1000),
  };
  const feed = startFeed(body, context);
  if (body.stream) {
    return streamCompletion(identity, feed, body.stream_options?.include_usage ?? false, dialect);
  }
  const outcome = await feed.outcome;
  if (outcome.detail.error !== null) return dialect.failed(outcome);
  return Response.json(completionBody(identity, outcome), {
    headers: {
      'cache-control': 'no-store',
      ...dialect.headers(context.requestId, { entity: outcome.entity, version: outcome.detail.version }),
    },
  });
}
