import { jsonResponse } from '../../../platform/http/direct-response.ts';
import { assertNotDraining } from '../../assert-not-draining.ts';
import { type CompletionContext, startFeed } from '../answer-feed.ts';
import { failedAnswerResponse } from '../errors.ts';
import { servedBy, servedHeaders } from '../served-headers.ts';
import { assertToolsFit } from '../tools-schema.ts';
import { chatRequestOf, namedHere, type ResponseRequest } from './request-schema.ts';
import { endedBody } from './response-body.ts';
import { streamResponse } from './stream-response.ts';

/** `POST /v1/responses`: the answers of chat completions, in the shape of OpenAI's newer API. */
export async function createResponse(
  request: ResponseRequest,
  context: CompletionContext,
): Promise<Response> {
  assertNotDraining();
  const chat = chatRequestOf(request);
  assertToolsFit(chat);
  const { requestId } = context;
  const identity = { requestId, created: Math.floor(Date.now() / 1000), request };
  const feed = startFeed(chat, context);
  if (request.stream) return streamResponse(identity, feed);
  const outcome = await feed.outcome;
  if (outcome.detail.error !== null) return failedAnswerResponse(outcome, namedHere);
  return jsonResponse(endedBody(identity, outcome), {
    headers: { 'cache-control': 'no-store', ...servedHeaders(requestId, servedBy(outcome)) },
  });
}
