import { jsonResponse } from '../../platform/http/direct-response.ts';
import { assertNotDraining } from '../assert-not-draining.ts';
import { type CompletionContext, startFeed } from './answer-feed.ts';
import { completionBody } from './completion-body.ts';
import { type CompletionDialect, openAiDialect } from './completion-dialect.ts';
import type { ChatCompletionRequest } from './schemas.ts';
import { servedBy } from './served-headers.ts';
import { streamCompletion } from './stream-completion.ts';
import { assertToolsFit } from './tools-schema.ts';

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
  return jsonResponse(completionBody(identity, outcome), {
    headers: {
      'cache-control': 'no-store',
      ...dialect.headers(context.requestId, servedBy(outcome)),
    },
  });
}
