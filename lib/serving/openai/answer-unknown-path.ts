import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { openAiErrorResponse } from './errors.ts';

/** Refuses, in OpenAI's shape, an address under `/v1` that nothing answers. */
export function answerUnknownPath(request: Request): Response {
  const { pathname } = new URL(request.url);
  const message = `Unknown request URL: ${request.method} ${pathname}. See docs/endpoints-and-api.md for what is there.`;
  return openAiErrorResponse(new AppError('not_found', message, { reason: 'unknown_url' }), newId());
}
