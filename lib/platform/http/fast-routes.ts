/**
 * How the server finds the handler of a path. It answers from every `route.ts` itself instead of Next: without Next's
 * overhead, without a bundle for each, and in one module instance, which matters to handlers that keep streams in memory.
 */
import { AppError } from '../errors.ts';
import { newId } from '../ids.ts';
import { traceResponse, withIncomingTrace } from '../trace-context.ts';
import { problemResponse } from './problem.ts';
import { documentOf } from './route-document.ts';

/**
 * What is asked most, matched first and loaded at the start. Patterns are their own module paths: `/a/[b]` is answered by
 * `app/a/[b]/route.ts`. `[[...rest]]`, at the end of the last of its folder, takes what the others leave.
 */
export const fastPatterns = [
  '/v1/chat/completions',
  '/v1/responses',
  '/v1/embeddings',
  '/v1/models',
  '/v1/models/[model]',
  '/v1/feedback',
  '/v1/[[...rest]]',
  '/serving-endpoints/[name]/invocations',
  '/serving-endpoints/chat/completions',
  // Next would redirect mlflow's `/api/2.0/serving-endpoints/`, and not every client sends its body again.
  '/api/2.0/serving-endpoints',
  '/api/2.0/serving-endpoints/[name]',
  '/api/2.0/serving-endpoints/[name]/config',
  '/api/2.0/serving-endpoints/[name]/ai-gateway',
  '/api/chat',
  '/api/chat/[conversationId]/stream',
  '/api/chat/[conversationId]/stop',
  '/api/health/live',
  '/api/health/ready',
  // What it tells of HTTP requests is counted in this door.
  '/metrics',
] as const;

export interface FastMatch {
  pattern: string;
  params: RouteParams;
}

/** By name of the segment; a list for one that catches all. */
export type RouteParams = Record<string, string | string[]>;

/**
 * Finds the pattern of a request path (without its query). Segments are decoded first, as Next does, so that no spelling
 * of a path reaches Next's copy of a handler. A trailing slash makes no difference.
 */
export function matchFastRoute(path: string, patterns: readonly string[] = fastPatterns): FastMatch | null {
  // Most requests spell a fixed path just as the pattern does; decoding it took 2 % of the server's time.
  if (patterns.includes(path) && !path.includes('[')) return { pattern: path, params: {} };
  const segments = path.split('/').filter((segment) => segment !== '');
  const decoded: string[] = [];
  for (const segment of segments) {
    const plain = decodeSegment(segment);
    if (plain === null) return null;
    decoded.push(plain);
  }
  for (const { pattern, parts } of partsOf(patterns)) {
    const params = matchSegments(parts, decoded);
    if (params !== null) return { pattern, params };
  }
  return null;
}

interface SplitPattern {
  pattern: string;
  parts: readonly string[];
}

const split = new WeakMap<readonly string[], readonly SplitPattern[]>();

/** A list of patterns is split once. */
function partsOf(patterns: readonly string[]): readonly SplitPattern[] {
  let known = split.get(patterns);
  if (known === undefined) {
    known = patterns.map((pattern) => ({ pattern, parts: pattern.slice(1).split('/') }));
    split.set(patterns, known);
  }
  return known;
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

function matchSegments(pattern: readonly string[], segments: readonly string[]): RouteParams | null {
  const last = pattern.at(-1);
  if (last?.startsWith('[[...')) {
    const fixed = pattern.slice(0, -1);
    return matchFixed(fixed, segments.slice(0, fixed.length));
  }
  if (last?.startsWith('[...')) {
    const fixed = pattern.slice(0, -1);
    const rest = segments.slice(fixed.length);
    const params = rest.length === 0 ? null : matchFixed(fixed, segments.slice(0, fixed.length));
    return params && { ...params, [last.slice(4, -1)]: rest };
  }
  return matchFixed(pattern, segments);
}

function matchFixed(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const actual = segments[index] ?? '';
    if (expected.startsWith('[')) params[expected.slice(1, -1)] = actual;
    else if (expected !== actual) return null;
  }
  return params;
}

type Handler = (request: Request, context: { params: Promise<RouteParams> }) => Promise<Response> | Response;

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** What a route module offers, by method; `HEAD` follows from `GET`, as in Next. */
export function handlersOf(module: Record<string, unknown>): Map<string, Handler> {
  const handlers = new Map<string, Handler>();
  for (const method of methods) {
    const candidate = module[method];
    if (typeof candidate === 'function') handlers.set(method, candidate as Handler);
  }
  const get = handlers.get('GET');
  if (get !== undefined && !handlers.has('HEAD')) handlers.set('HEAD', get);
  return handlers;
}

/** Answers a request with a route's handlers. Never throws. */
export async function callHandler(
  handlers: ReadonlyMap<string, Handler>,
  request: Request,
  params: RouteParams,
): Promise<Response> {
  const handler = handlers.get(request.method);
  if (handler === undefined) return otherMethod(handlers, request.method);
  try {
    const context = { params: Promise.resolve(params) };
    const response = await withIncomingTrace(request.headers, async () => handler(request, context));
    return traced(request, response);
  } catch (error) {
    return problemResponse(error, newId());
  }
}

/** Says where in which trace an answer was made, on everything that has the id of a request. */
function traced(request: Request, response: Response): Response {
  const requestId = response.headers.get('x-slipway-request-id');
  if (requestId !== null) response.headers.set('traceresponse', traceResponse(request.headers, requestId));
  return response;
}

function otherMethod(handlers: ReadonlyMap<string, Handler>, method: string): Response {
  const allow = [...new Set([...handlers.keys(), 'OPTIONS'])].sort().join(', ');
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow } });
  const error = new AppError('method_not_allowed', `This address answers ${allow}, not ${method}.`);
  const [any] = handlers.values();
  const refuse = (any && documentOf(any)?.refuse) ?? problemResponse;
  const response = refuse(error, newId());
  response.headers.set('allow', allow);
  return response;
}
