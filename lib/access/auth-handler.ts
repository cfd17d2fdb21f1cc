/**
 * NextAuth as a plain `(Request) => Response`. Its own route handler takes headers and cookies from Next's request scope,
 * and its idea of the host from forwarded headers; through its older interface both are handed in, so it runs and can be
 * tested without Next, and a forged host changes nothing.
 */
import type { NextApiRequest, NextApiResponse } from 'next';
import type { AuthOptions } from 'next-auth';
import { AppError } from '../platform/errors.ts';
import { assertNotCrossOrigin } from '../platform/http/origin.ts';
import { problemResponse, toAppError } from '../platform/http/problem.ts';
import { readBytes, readJson } from '../platform/http/read-body.ts';
import { newId } from '../platform/ids.ts';
import { authOptions, type SignInAttempt } from './auth-options.ts';
import { NodeAnswer } from './node-answer.ts';
import type { RouteContext } from './route.ts';
import { parseCookies } from './session-token.ts';
import { browserOf } from './sessions/browser.ts';
import { stepCookie } from './sign-in/step.ts';

const actions = new Set(['csrf', 'providers', 'session', 'signin', 'signout', 'callback', 'error']);
const maxBytes = 10_000;

export async function authHandler(request: Request, context: RouteContext): Promise<Response> {
  const requestId = newId();
  try {
    assertNotCrossOrigin(request);
    const path = [(await context.params).nextauth ?? []].flat();
    if (!actions.has(path[0] ?? '')) throw new AppError('not_found', 'There is no such sign-in address.');
    const body = request.method === 'POST' ? await readFields(request) : {};
    // Only writes have been checked to come from this server's own pages.
    const origin = request.method === 'POST' ? request.headers.get('origin') : null;
    const browser = await browserOf(request);
    const attempt: SignInAttempt = { browser, origin, failure: undefined, stepToken: null };
    const answer = await runNextAuth(request, path, body, authOptions(attempt));
    if (attempt.failure === undefined) return answer.toResponse(origin);
    const failed = await failedSignIn(answer, toAppError(attempt.failure, requestId), requestId);
    if (attempt.stepToken !== null) failed.headers.append('set-cookie', stepCookie(attempt.stepToken));
    return failed;
  } catch (error) {
    return problemResponse(error, requestId);
  }
}

/** Scripts learn the reason as a problem beside NextAuth's own `url`; a plain form lands on the sign-in page with it. */
async function failedSignIn(answer: NodeAnswer, failure: AppError, requestId: string): Promise<Response> {
  const problem = problemResponse(failure, requestId);
  for (const cookie of answer.cookies()) problem.headers.append('set-cookie', cookie);
  if (!answer.isRedirect()) {
    const body = { ...(await problem.json()), ...answer.fields() };
    return Response.json(body, { status: problem.status, headers: withoutType(problem.headers) });
  }
  const headers = withoutType(problem.headers);
  if (failure.reason === 'second_factor_needed') {
    headers.set('location', '/sign-in/code');
    return new Response(null, { status: 302, headers });
  }
  const query = new URLSearchParams({ error: failure.reason ?? failure.code });
  if (failure.retryAfterSeconds !== null) query.set('wait', String(failure.retryAfterSeconds));
  headers.set('location', `/sign-in?${query}`);
  return new Response(null, { status: 302, headers });
}

function withoutType(headers: Headers): Headers {
  headers.delete('content-type');
  return headers;
}

type Fields = Record<string, unknown>;

/** Browsers and scripts send forms, some clients JSON. */
async function readFields(request: Request): Promise<Fields> {
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) {
    const text = new TextDecoder().decode(await readBytes(request, maxBytes));
    return Object.fromEntries(new URLSearchParams(text));
  }
  if (request.body === null) return {};
  const parsed = await readJson(request, maxBytes);
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}

type LegacyHandler = (
  request: NextApiRequest,
  response: NextApiResponse,
  options: AuthOptions,
) => Promise<unknown>;

async function runNextAuth(
  request: Request,
  path: string[],
  body: Fields,
  options: AuthOptions,
): Promise<NodeAnswer> {
  const handler = await loadNextAuth();
  const answer = new NodeAnswer();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const incoming = {
    method: request.method,
    query: { ...query, nextauth: path },
    body: { ...body, ...(typeof body.json === 'boolean' && { json: String(body.json) }) },
    cookies: Object.fromEntries(parseCookies(request.headers.get('cookie') ?? '')),
    headers: {},
  };
  await handler(incoming as unknown as NextApiRequest, answer as unknown as NextApiResponse, options);
  return answer;
}

/** Loaded on first use: most processes never sign anybody in. */
async function loadNextAuth(): Promise<LegacyHandler> {
  const module: unknown = await import('next-auth');
  return unwrap(module);
}

/** A CommonJS default export arrives once or twice wrapped, depending on who bundles. */
function unwrap(module: unknown): LegacyHandler {
  if (typeof module === 'function') return module as LegacyHandler;
  if (typeof module === 'object' && module !== null && 'default' in module) return unwrap(module.default);
  throw new Error('next-auth has no default export.');
}
