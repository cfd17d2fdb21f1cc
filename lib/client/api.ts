/** How screens talk to the console API: typed, checked, with errors a person can act on. */
import { z } from 'zod';

const problemSchema = z.object({
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  requestId: z.string().optional(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  type: z.string().optional(),
});

export interface FieldIssue {
  path: string;
  message: string;
}

interface ApiErrorDetails {
  status: number;
  /** Machine name, e.g. `not_found`. */
  title: string;
  /** For people: what happened, why, what to do. */
  detail: string;
  requestId: string | null;
  issues?: readonly FieldIssue[];
  /** A finer name within the title, e.g. `must_change_password`. */
  reason?: string | null;
}

export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status; 0 when the server could not be reached. */
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string | null;
  readonly issues: readonly FieldIssue[];
  readonly reason: string | null;

  constructor(details: ApiErrorDetails, options?: ErrorOptions) {
    super(details.detail, options);
    this.status = details.status;
    this.title = details.title;
    this.detail = details.detail;
    this.requestId = details.requestId;
    this.issues = details.issues ?? [];
    this.reason = details.reason ?? null;
  }
}

export interface RequestOptions extends Omit<RequestInit, 'body'> {
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is: a form with files. */
  body?: BodyInit | null;
  /** Appended to the path; undefined, null and empty values are left out. */
  query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
}

/** Fetches JSON of a known shape. Throws `ApiError`; an abort throws the browser's own `AbortError`. */
export async function fetchJson<T extends z.ZodType>(
  path: string,
  schema: T,
  options: RequestOptions = {},
): Promise<z.output<T>> {
  const response = await fetchOk(path, options);
  const parsed = schema.safeParse(await readBody(response));
  if (parsed.success) return parsed.data;
  throw new ApiError(
    {
      status: response.status,
      title: 'unexpected_answer',
      detail:
        'The server sent an answer this page does not understand. Reload the page; if that does not help, tell your administrator the request id.',
      requestId: response.headers.get('x-slipway-request-id'),
    },
    { cause: parsed.error },
  );
}

/** For calls that answer without a body. */
export async function fetchVoid(path: string, options: RequestOptions = {}): Promise<void> {
  await fetchOk(path, options);
}

/** The response of a call that succeeded; otherwise throws `ApiError`. */
export async function fetchOk(path: string, options: RequestOptions = {}): Promise<Response> {
  const { json, query, headers, ...init } = options;
  const response = await send(withQuery(path, query), {
    ...init,
    ...(json !== undefined && { body: JSON.stringify(json) }),
    headers: {
      accept: 'application/json',
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
  });
  if (!response.ok) throw await errorOf(response);
  return response;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(
      {
        status: 0,
        title: 'unreachable',
        detail: 'The server cannot be reached. Check your connection and try again.',
        requestId: null,
      },
      { cause: error },
    );
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const problem = problemSchema.safeParse(await readBody(response));
  const requestId = response.headers.get('x-slipway-request-id');
  if (!problem.success) {
    return new ApiError({
      status: response.status,
      title: 'unexpected_answer',
      detail: `The server answered ${response.status} without a reason. Try again in a moment.`,
      requestId,
    });
  }
  return new ApiError({
    ...problem.data,
    requestId: problem.data.requestId ?? requestId,
    reason: problem.data.type?.replace('urn:slipway:error:', '') ?? null,
  });
}

async function readBody(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** `/path?q=…` without empty parameters. */
export function withQuery(path: string, query: RequestOptions['query']): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  return search.size === 0 ? path : `${path}?${search}`;
}

/** What to show of anything that was thrown. */
export function describeError(error: unknown): { message: string; requestId: string | null } {
  if (error instanceof ApiError) return { message: error.detail, requestId: error.requestId };
  return { message: 'Something went wrong in this page. Reload it and try again.', requestId: null };
}
