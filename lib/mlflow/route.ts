/**
 * How routes of MLflow's REST dialect are declared: each verb of a folder such as `runs/` with its permission, the shape of
 * its input, and its handler. Input is the query of a GET and the JSON body of everything else, as MLflow's client sends it.
 */
import type { z } from 'zod';
import {
  assertMay,
  authenticate,
  type Caller,
  noteRefused,
  type Permission,
  type RouteContext,
  type RouteHandler,
} from '../access/index.ts';
import { AppError, parseOrThrow } from '../platform/errors.ts';
import { assertSameOrigin } from '../platform/http/origin.ts';
import { readJson } from '../platform/http/read-body.ts';
import { documentedVerbs, type RouteDocument } from '../platform/http/route-document.ts';
import { newId } from '../platform/ids.ts';
import { mlflowErrorResponse, noSuchEndpoint } from './errors.ts';

/** MLflow's own limit of a logging request. */
const maxBytes = 1_000_000;

const mlflowMethods = ['GET', 'POST', 'PATCH', 'DELETE'] as const;
export type MlflowMethod = (typeof mlflowMethods)[number];

type Answer = Record<string, unknown>;

/** One verb with its input already read. Built by `mlflowEndpoint`. */
export interface MlflowEndpoint {
  permission: Permission;
  input: z.ZodType;
  answer: (caller: Caller, input: unknown) => Promise<Answer>;
}

/** Verbs of one folder, e.g. `{create: {POST: …}}` for `runs/create`. */
export type MlflowEndpoints = Readonly<
  Record<string, Readonly<Partial<Record<MlflowMethod, MlflowEndpoint>>>>
>;

export function mlflowEndpoint<I extends z.ZodType>(declaration: {
  permission: Permission;
  input: I;
  handle: (caller: Caller, input: z.output<I>) => Promise<Answer> | Answer;
}): MlflowEndpoint {
  return {
    permission: declaration.permission,
    input: declaration.input,
    answer: async (caller, input) =>
      declaration.handle(caller, parseOrThrow(declaration.input, input, 'request')),
  };
}

/** The route handlers of a folder whose last segment is `[verb]`; a verb it does not have is `ENDPOINT_NOT_FOUND`. */
export function mlflowHandlers(endpoints: MlflowEndpoints): Record<MlflowMethod, RouteHandler> {
  const handler = (method: MlflowMethod): RouteHandler =>
    documentedVerbs(
      (request: Request, context: RouteContext) => answer(endpoints, request, context),
      documentsOf(endpoints, method),
    );
  return {
    GET: handler('GET'),
    POST: handler('POST'),
    PATCH: handler('PATCH'),
    DELETE: handler('DELETE'),
  };
}

function documentsOf(endpoints: MlflowEndpoints, method: MlflowMethod): Record<string, RouteDocument> {
  const documents: Record<string, RouteDocument> = {};
  for (const [verb, { [method]: endpoint }] of Object.entries(endpoints)) {
    if (endpoint === undefined) continue;
    const { permission, input } = endpoint;
    documents[verb] = { dialect: 'mlflow', permission, [method === 'GET' ? 'query' : 'body']: input };
  }
  return documents;
}

async function answer(
  endpoints: MlflowEndpoints,
  request: Request,
  context: RouteContext,
): Promise<Response> {
  const requestId = newId();
  let caller: Caller | null = null;
  let permission: Permission | null = null;
  try {
    caller = await authenticateAsMlflow(request);
    const { verb } = await context.params;
    const endpoint = endpointOf(endpoints, request.method, verb);
    if (endpoint === undefined) throw noSuchEndpoint(request.method, new URL(request.url).pathname);
    permission = endpoint.permission;
    assertMay(caller, permission);
    const body = await endpoint.answer(caller, await inputOf(request));
    return Response.json(body, {
      headers: { 'cache-control': 'no-store', 'x-slipway-request-id': requestId },
    });
  } catch (error) {
    await noteRefused(error, { caller, request, context, permission });
    return mlflowErrorResponse(error, requestId);
  }
}

function endpointOf(endpoints: MlflowEndpoints, method: string, verb: unknown): MlflowEndpoint | undefined {
  const known = mlflowMethods.find((candidate) => candidate === method);
  if (known === undefined || typeof verb !== 'string' || !Object.hasOwn(endpoints, verb)) return undefined;
  return endpoints[verb]?.[known];
}

async function authenticateAsMlflow(request: Request): Promise<Caller> {
  const caller = await authenticate(withBearer(request));
  if (caller === null) {
    throw new AppError(
      'unauthenticated',
      'Send an API key: set MLFLOW_TRACKING_TOKEN to it, or MLFLOW_TRACKING_PASSWORD with any user name.',
    );
  }
  if (caller.kind === 'user') assertSameOrigin(request);
  return caller;
}

/** MLflow sends a user name and password as Basic (RFC 7617). The password is the API key; the user name says nothing. */
function withBearer(request: Request): Request {
  const match = /^basic\s+(\S+)$/i.exec(request.headers.get('authorization')?.trim() ?? '');
  if (match === null) return request;
  const pair = Buffer.from(match[1] ?? '', 'base64').toString('utf8');
  const key = pair.slice(pair.indexOf(':') + 1);
  const headers = new Headers(request.headers);
  // What is no header value is no key either; an empty bearer is refused as an unknown key.
  headers.set('authorization', /^[\x21-\x7e]+$/.test(key) && pair.includes(':') ? `Bearer ${key}` : 'Bearer');
  return new Request(request.url, { headers });
}

/** Absent and null mean the same in protobuf's JSON, so nulls are left out. */
async function inputOf(request: Request): Promise<unknown> {
  const raw = request.method === 'GET' ? queryOf(request) : await readJson(request, maxBytes);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null));
}

/** A parameter that is repeated becomes a list. */
function queryOf(request: Request): Record<string, string | string[]> {
  const query = new Map<string, string | string[]>();
  for (const [name, value] of new URL(request.url).searchParams) {
    const before = query.get(name);
    if (before === undefined) query.set(name, value);
    else query.set(name, [before, value].flat());
  }
  return Object.fromEntries(query);
}
