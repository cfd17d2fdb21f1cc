import type { z } from 'zod';
import { parseOrThrow } from '../platform/errors.ts';
import { assertNotCrossOrigin } from '../platform/http/origin.ts';
import { problemResponse } from '../platform/http/problem.ts';
import { readJson } from '../platform/http/read-body.ts';
import { documented } from '../platform/http/route-document.ts';
import { newId } from '../platform/ids.ts';
import type { RouteHandler } from './route.ts';

interface OpenRouteDeclaration<B extends z.ZodType, O extends z.ZodType> {
  summary: string;
  body: B;
  output: O;
  status?: number;
  handle: (args: { body: z.output<B>; request: Request }) => Promise<OpenAnswer<z.input<O>>>;
}

interface OpenAnswer<T> {
  json: T;
  cookies: readonly string[];
}

const maxBytes = 10_000;

/** A route for people who are not signed in yet. What it admits is the verb's to decide; cookies go with the answer. */
export function openRoute<B extends z.ZodType, O extends z.ZodType>(
  declaration: OpenRouteDeclaration<B, O>,
): RouteHandler {
  const { body, output, status = 200, summary } = declaration;
  const handler: RouteHandler = async (request) => {
    const requestId = newId();
    try {
      assertNotCrossOrigin(request);
      const input = parseOrThrow(body, await readJson(request, maxBytes), 'request body') as z.output<B>;
      const { json, cookies } = await declaration.handle({ body: input, request });
      const headers = new Headers({ 'cache-control': 'no-store', 'x-slipway-request-id': requestId });
      for (const cookie of cookies) headers.append('set-cookie', cookie);
      return Response.json(output.parse(json), { status, headers });
    } catch (error) {
      return problemResponse(error, requestId);
    }
  };
  return documented(handler, { dialect: 'console', permission: null, summary, body, output, status });
}
