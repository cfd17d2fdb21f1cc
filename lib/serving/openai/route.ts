import type { z } from 'zod';
import {
  assertMay,
  authenticate,
  type Caller,
  noteRefused,
  type Permission,
  type RouteContext,
} from '../../access/index.ts';
import { AppError, parseOrThrow } from '../../platform/errors.ts';
import { jsonResponse } from '../../platform/http/direct-response.ts';
import { assertSameOrigin } from '../../platform/http/origin.ts';
import { readJson } from '../../platform/http/read-body.ts';
import { documented } from '../../platform/http/route-document.ts';
import { idempotently } from '../../platform/idempotency/index.ts';
import { newId } from '../../platform/ids.ts';
import { openAiErrorResponse } from './errors.ts';

interface OpenAiRoute<B extends z.ZodType> {
  permission: Permission;
  body?: B;
  /** Shape of the JSON answer, and what the route does in one line: for the API's description. */
  output?: z.ZodType;
  summary?: string;
  /** Tells a stream that ended as it should from one that broke off; of chat completions by default. */
  isWhole?: (stream: Buffer) => boolean;
  handle: (args: {
    caller: Caller;
    body: z.output<B>;
    request: Request;
    requestId: string;
    /** Of the path. */
    params: Awaited<RouteContext['params']>;
  }) => Promise<Response | Record<string, unknown>>;
}

/** Ten megabytes: long contexts fit, and a request cannot hold the process's memory hostage. */
const maxBytes = 10_000_000;

/** Declares a route of the OpenAI dialect: bearer authentication, validation, errors in OpenAI's shape. */
export function openAiRoute<B extends z.ZodType>(declaration: OpenAiRoute<B>) {
  const handler = async (request: Request, context: RouteContext): Promise<Response> => {
    const requestId = newId();
    let known: Caller | null = null;
    try {
      const caller = await authenticate(request);
      known = caller;
      if (caller === null) {
        throw new AppError(
          'unauthenticated',
          'Send an API key as "Authorization: Bearer <key>". Keys are made under Access.',
        );
      }
      if (caller.kind === 'user') assertSameOrigin(request);
      assertMay(caller, declaration.permission);
      const { isWhole = endsWhole } = declaration;
      return await idempotently(request, { caller, isWhole }, async (whole) => {
        const body = declaration.body
          ? parseOrThrow(declaration.body, await readJson(whole, maxBytes), 'request body')
          : undefined;
        const result = await declaration.handle({
          caller,
          body: body as z.output<B>,
          request: whole,
          requestId,
          params: await context.params,
        });
        if (result instanceof Response) return result;
        return jsonResponse(result, {
          headers: { 'cache-control': 'no-store', 'x-slipway-request-id': requestId },
        });
      });
    } catch (error) {
      await noteRefused(error, { caller: known, request, context, permission: declaration.permission });
      return openAiErrorResponse(error, requestId);
    }
  };
  return documented(handler, { dialect: 'openai', refuse: openAiErrorResponse, ...declaration });
}

/** A failed or stopped stream ends without this line, and is not what the same request should get again. */
export function endsWhole(stream: Buffer): boolean {
  return stream.subarray(-200).includes('data: [DONE]');
}
