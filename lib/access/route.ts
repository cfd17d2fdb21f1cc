/**
 * How every console API route is declared: permission, shapes, bounds, handler. The wrapper authenticates, authorises,
 * validates, limits size and time, and maps errors to RFC 9457 once.
 */
import { z } from 'zod';
import { AppError, parseOrThrow } from '../platform/errors.ts';
import { assertSameOrigin } from '../platform/http/origin.ts';
import { problemResponse } from '../platform/http/problem.ts';
import { readJson } from '../platform/http/read-body.ts';
import { documented } from '../platform/http/route-document.ts';
import { idempotently } from '../platform/idempotency/index.ts';
import { newId } from '../platform/ids.ts';
import { authenticate } from './authenticate.ts';
import { assertMay, type Caller } from './caller.ts';
import { noteRefused } from './note-refused.ts';
import type { Permission } from './permissions.ts';

export interface RouteContext {
  params: Promise<Record<string, string | string[] | undefined>>;
}

export type RouteHandler = (request: Request, context: RouteContext) => Promise<Response>;

export interface RouteArguments<Params, Query, Body> {
  caller: Caller;
  params: Params;
  query: Query;
  body: Body;
  request: Request;
  requestId: string;
  /** Aborts when the client leaves or the time limit is over. */
  signal: AbortSignal;
}

interface RouteDeclaration<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  O extends z.ZodType,
> {
  /** `any-user` admits every signed-in caller; the verb checks what is its own. */
  permission: Permission | 'any-user';
  /** Admits users who still have their one-time password; only the change of that password does. */
  beforePasswordChange?: boolean;
  /** Admits users who must set up a second factor first; only what sets it up does. */
  beforeEnrolment?: boolean;
  params?: P;
  query?: Q;
  /** JSON body; absent means the handler reads `request` itself (uploads) or there is none. */
  body?: B;
  /** Largest JSON body in bytes. */
  maxBytes?: number;
  /** `null` for streams and other responses that end by themselves. */
  timeoutMs?: number | null;
  /** Shape of the JSON answer; the answer is parsed with it, so nothing unlisted leaks. */
  output?: O;
  status?: number;
  /** What the route does, in one line, for the API's description. */
  summary?: string;
  /** The answer holds a secret that is shown once: no idempotency key keeps it. */
  secretAnswer?: boolean;
  handle: (
    args: RouteArguments<z.output<P>, z.output<Q>, z.output<B>>,
  ) => Promise<Response | z.input<O> | undefined> | Response | z.input<O> | undefined;
}

const defaultMaxBytes = 1_000_000;
const defaultTimeoutMs = 30_000;
const nothing = z.unknown();

export function route<
  P extends z.ZodType = typeof nothing,
  Q extends z.ZodType = typeof nothing,
  B extends z.ZodType = typeof nothing,
  O extends z.ZodType = typeof nothing,
>(declaration: RouteDeclaration<P, Q, B, O>): RouteHandler {
  const handler: RouteHandler = async (request, context) => {
    const requestId = newId();
    let caller: Caller | null = null;
    try {
      caller = await authenticate(request);
      const admitted = admit(caller, request, declaration);
      return await idempotently(
        request,
        { caller: admitted, secret: declaration.secretAnswer },
        async (whole) => {
          const args = await readArguments(declaration, whole, context);
          const signal = signalOf(whole, declaration.timeoutMs);
          const result = await declaration.handle({
            ...args,
            caller: admitted,
            request: whole,
            requestId,
            signal,
          });
          return respond(result, declaration, requestId);
        },
      );
    } catch (error) {
      await noteRefused(error, { caller, request, context, permission: declaration.permission });
      return problemResponse(timedOut(error) ? timeoutError() : error, requestId);
    }
  };
  return documented(handler, { dialect: 'console', ...declaration });
}

function admit(
  caller: Caller | null,
  request: Request,
  declaration: {
    permission: Permission | 'any-user';
    beforePasswordChange?: boolean;
    beforeEnrolment?: boolean;
  },
): Caller {
  if (caller === null) {
    throw new AppError('unauthenticated', 'Sign in, or send an API key as "authorization: Bearer <key>".');
  }
  if (caller.kind === 'user') {
    assertSameOrigin(request);
    if (!declaration.beforePasswordChange) assertPasswordChanged(caller);
    if (!declaration.beforePasswordChange && !declaration.beforeEnrolment) assertEnrolled(caller);
  }
  if (declaration.permission !== 'any-user') assertMay(caller, declaration.permission);
  return caller;
}

function assertPasswordChanged(caller: Extract<Caller, { kind: 'user' }>): void {
  if (!caller.mustChangePassword) return;
  throw new AppError('forbidden', 'Choose a password of your own first.', { reason: 'must_change_password' });
}

function assertEnrolled(caller: Extract<Caller, { kind: 'user' }>): void {
  if (!caller.mustEnrol) return;
  throw new AppError('forbidden', 'Your role asks for a second factor. Set one up first.', {
    reason: 'must_enrol',
  });
}

async function readArguments<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  O extends z.ZodType,
>(declaration: RouteDeclaration<P, Q, B, O>, request: Request, context: RouteContext) {
  const params = parseOrThrow(declaration.params ?? nothing, await context.params, 'address') as z.output<P>;
  const search = Object.fromEntries(new URL(request.url).searchParams);
  const query = parseOrThrow(declaration.query ?? nothing, search, 'query') as z.output<Q>;
  const body = declaration.body
    ? parseOrThrow(
        declaration.body,
        await readJson(request, declaration.maxBytes ?? defaultMaxBytes),
        'request body',
      )
    : undefined;
  return { params, query, body: body as z.output<B> };
}

function signalOf(request: Request, timeoutMs: number | null | undefined): AbortSignal {
  if (timeoutMs === null) return request.signal;
  return AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs ?? defaultTimeoutMs)]);
}

function timedOut(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}

function timeoutError(): AppError {
  return new AppError('timeout', 'This took too long and was stopped. Ask for less at a time, or try again.');
}

function respond<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, O extends z.ZodType>(
  result: Response | z.input<O> | undefined,
  declaration: RouteDeclaration<P, Q, B, O>,
  requestId: string,
): Response {
  if (result instanceof Response) return result;
  const headers = { 'cache-control': 'no-store', 'x-slipway-request-id': requestId };
  if (result === undefined) return new Response(null, { status: 204, headers });
  const body = declaration.output ? declaration.output.parse(result) : result;
  const text = JSON.stringify(body);
  return new Response(text, {
    status: declaration.status ?? 200,
    headers: {
      ...headers,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(text)),
    },
  });
}
