/**
 * `Idempotency-Key`: a request that names one is carried out once. The same request again gets the first answer; after
 * draft-ietf-httpapi-idempotency-key-header-07.
 */
import { createHash } from 'node:crypto';
import { AppError } from '../errors.ts';
import { readBytes } from '../http/read-body.ts';
import { newId } from '../ids.ts';
import { log } from '../log.ts';
import { followAnswer } from './follow-answer.ts';
import { keepClaim } from './keep-claims.ts';
import {
  findStanding,
  freeClaim,
  type KeptAnswer,
  type KeyedRequest,
  settleClaim,
  takeClaim,
} from './store.ts';

export interface IdempotencyOptions {
  /** Who asks; equal keys of different callers have nothing to do with each other. */
  caller: { kind: string; id: string | null };
  /** True for answers that hold a secret shown once: they are never kept. */
  secret?: boolean | undefined;
  /** Whether a stream that ended is an answer in full; without it, every stream that ended is. */
  isWhole?: (body: Buffer) => boolean;
}

const writing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const keyFormat = /^[\x21-\x7e]{1,255}$/;
const maxRequestBytes = 10_000_000;
const maxAnswerBytes = 1_000_000;

/**
 * Calls `perform` unless a request with the same key was carried out within the last day; then gives its answer, with the
 * header `idempotent-replayed: true`. Only successes are kept: a refusal or failure leaves the key free. Requests without the
 * header pass untouched. Throws `invalid` (a malformed key), `too_large`, `unprocessable` (the key belongs to another
 * request) and `conflict` (the first request still runs, or its answer cannot be given again).
 */
export async function idempotently(
  request: Request,
  options: IdempotencyOptions,
  perform: (request: Request) => Promise<Response>,
): Promise<Response> {
  const key = request.headers.get('idempotency-key');
  if (key === null || !writing.has(request.method)) return perform(request);
  if (!keyFormat.test(key)) {
    throw new AppError('invalid', 'An Idempotency-Key is 1 to 255 visible ASCII characters, such as a UUID.');
  }
  const body = await readBytes(request, maxRequestBytes);
  const { kind, id } = options.caller;
  const keyed = { owner: `${kind}:${id}`, key, hash: hashOf(request, body) };
  const claim = newId();
  if (!(await takeClaim(keyed, claim))) return earlierAnswer(keyed);
  return carryOut(keyed, claim, options, () => perform(withBody(request, body)));
}

function hashOf(request: Request, body: Uint8Array): Buffer {
  const { pathname, search } = new URL(request.url);
  return createHash('sha256').update(`${request.method} ${pathname}${search}\n`).update(body).digest();
}

/** The request again, its body having been read. */
function withBody(request: Request, bytes: Uint8Array<ArrayBuffer>): Request {
  const { method, headers, signal } = request;
  const body = bytes.byteLength === 0 ? null : bytes;
  return new Request(request.url, { method, headers, signal, body });
}

async function carryOut(
  keyed: KeyedRequest,
  claim: string,
  options: IdempotencyOptions,
  perform: () => Promise<Response>,
): Promise<Response> {
  const stop = keepClaim(claim);
  const end = async (work: Promise<void>) => {
    stop();
    // The work is done and its answer goes out. A claim that stays behind lapses by itself.
    await work.catch((error: unknown) => log.warn('cannot settle an idempotency key', { error }));
  };
  const free = () => end(freeClaim(keyed, claim));
  const keep = (answer: KeptAnswer | null) => end(settleClaim(keyed, claim, answer));
  try {
    const response = await perform();
    if (response.ok) return await keepAnswer(response, options, { keep, free });
    await free();
    return response;
  } catch (error) {
    await free();
    throw error;
  }
}

interface Settlement {
  /** Null for an answer that cannot be given again. */
  keep(answer: KeptAnswer | null): Promise<void>;
  free(): Promise<void>;
}

/** Headers of answers that are written nowhere. */
const unkeptHeaders = ['set-cookie', 'x-slipway-unstored'];

async function keepAnswer(
  response: Response,
  { secret = false, isWhole = () => true }: IdempotencyOptions,
  { keep, free }: Settlement,
): Promise<Response> {
  const unkept = secret || unkeptHeaders.some((name) => response.headers.has(name));
  const head = { status: response.status, headers: Object.fromEntries(response.headers) };
  if (response.body === null) {
    await keep(unkept ? null : { ...head, body: Buffer.alloc(0) });
    return response;
  }
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  return followAnswer(response, maxAnswerBytes, async (end) => {
    if (end.kind === 'broken') return free();
    if (end.kind === 'too-large' || unkept) return keep(null);
    return isStream && !isWhole(end.body) ? free() : keep({ ...head, body: end.body });
  });
}

async function earlierAnswer(keyed: KeyedRequest): Promise<Response> {
  const standing = await findStanding(keyed);
  if (standing !== null && !standing.sameRequest) {
    throw new AppError(
      'unprocessable',
      'This Idempotency-Key was used for another request: its method, address or body differ. Use a new key for each request.',
      { reason: 'idempotency_key_reused' },
    );
  }
  if (standing?.state === 'done') return replay(standing.answer);
  if (standing?.state === 'done-unkept') {
    throw new AppError(
      'conflict',
      'The request with this Idempotency-Key was carried out, but its answer cannot be given again: it held a secret, was ' +
        'larger than 1 MB, or its endpoint keeps personal data out of storage. Look at what it made, or use a new key.',
      { reason: 'idempotency_answer_not_kept' },
    );
  }
  throw new AppError(
    'conflict',
    'The first request with this Idempotency-Key is still being answered. Ask again in a moment.',
    { reason: 'idempotency_key_in_use', retryAfterSeconds: 1 },
  );
}

function replay({ status, headers, body }: KeptAnswer): Response {
  return new Response(body.byteLength === 0 ? null : new Uint8Array(body), {
    status,
    headers: { ...headers, 'idempotent-replayed': 'true' },
  });
}
