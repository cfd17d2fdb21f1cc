import type { z } from 'zod';
import {
  assertMay,
  authenticate,
  type Caller,
  noteRefused,
  type Permission,
  type RouteContext,
  type RouteHandler,
} from '../../access/index.ts';
import { AppError, parseOrThrow } from '../../platform/errors.ts';
import { jsonResponse } from '../../platform/http/direct-response.ts';
import { assertSameOrigin } from '../../platform/http/origin.ts';
import { readJson } from '../../platform/http/read-body.ts';
import { documented } from '../../platform/http/route-document.ts';
import { idempotently } from '../../platform/idempotency/index.ts';
import { newId } from '../../platform/ids.ts';
import { endsWhole } from '../openai/route.ts';
import { databricksErrorResponse } from './errors.ts';

interface DatabricksRoute<B extends z.ZodType> {
  permission: Permission;
  body?: B;
  /** Shape of the JSON answer, and what the route does in one line: for the API's description. */
  output?: z.ZodType;
  summary?: string;
  handle: (args: {
    caller: Caller;
    /** The segment `[name]` of the address; empty when there is none. */
    name: string;
    body: z.output<B>;
    request: Request;
    requestId: string;
  }) => Promise<Response | object>;
}

/** Ten megabytes, between what Databricks takes for its foundation models (4 MB) and for custom ones (16 MB). */
const maxBytes = 10_000_000;

/** Declares a route of Databricks' dialect: bearer authentication, validation, errors as `{error_code, message}`. */
export function databricksRoute<B extends z.ZodType>(declaration: DatabricksRoute<B>): RouteHandler {
  const handler = async (request: Request, context: RouteContext): Promise<Response> => {
    const requestId = newId();
    let known: Caller | null = null;
    try {
      const caller = await authenticate(request);
      known = caller;
      if (caller === null) {
        throw new AppError(
          'unauthenticated',
          'Send an API key as "Authorization: Bearer <key>": DATABRICKS_TOKEN is the key. Keys are made under Access.',
        );
      }
      if (caller.kind === 'user') assertSameOrigin(request);
      assertMay(caller, declaration.permission);
      return await idempotently(request, { caller, isWhole: endsWhole }, async (whole) => {
        const { name } = await context.params;
        const body = declaration.body
          ? parseOrThrow(declaration.body, await readJson(whole, maxBytes), 'request body')
          : undefined;
        const result = await declaration.handle({
          caller,
          name: typeof name === 'string' ? name : '',
          body: body as z.output<B>,
          request: whole,
          requestId,
        });
        if (result instanceof Response) return result;
        return jsonResponse(result, {
          headers: {
            'cache-control': 'no-store',
            'x-slipway-request-id': requestId,
            'x-request-id': requestId,
          },
        });
      });
    } catch (error) {
      await noteRefused(error, { caller: known, request, context, permission: declaration.permission });
      return databricksErrorResponse(error, requestId);
    }
  };
  return documented(handler, { dialect: 'databricks', ...declaration });
}
