/** One POST to a collector: https://opentelemetry.io/docs/specs/otlp/#otlphttp */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { request } from 'undici';
import { assertEgressAllowed, currentAllowance, guardedAgent } from '../../platform/egress.ts';
import { AppError } from '../../platform/errors.ts';
import type { OtlpTarget, Signal } from './target.ts';
import { addressOf } from './target.ts';

/** A collector that has not answered by then is taken for hanging. */
const answerMs = 10_000;
const maxAnswerBytes = 64 * 1024;

export type SendResult =
  | { kind: 'taken'; status: number; answer: Uint8Array }
  /** Another try may help; `afterMs` when the collector says when. */
  | { kind: 'later'; status: number | null; afterMs: number | null; message: string }
  | { kind: 'refused'; status: number | null; message: string };

const retryable = new Set([429, 502, 503, 504]);

/** Less is not worth the work. */
const compressedFrom = 1024;
const compress = promisify(gzip);

/**
 * Never throws. Sends gzip, which every collector has to take; one that does not all the same (415) is asked once more
 * without. Redirects are not followed: they would carry the headers elsewhere.
 */
export async function sendOtlp(
  target: OtlpTarget,
  signal: Signal,
  body: Uint8Array,
  abort: AbortSignal,
): Promise<SendResult> {
  if (target.compression === 'none' || body.byteLength < compressedFrom) {
    return post(target, signal, { body }, abort);
  }
  const packed = { body: await compress(body), encoding: 'gzip' };
  const result = await post(target, signal, packed, abort);
  return result.status === 415 ? post(target, signal, { body }, abort) : result;
}

async function post(
  target: OtlpTarget,
  signal: Signal,
  { body, encoding }: { body: Uint8Array; encoding?: string },
  abort: AbortSignal,
): Promise<SendResult> {
  const allowance = currentAllowance(target.allowPrivateNetwork);
  const url = addressOf(target, signal);
  const agent = guardedAgent(allowance, { headersTimeout: answerMs, bodyTimeout: answerMs });
  const deadline = AbortSignal.timeout(answerMs);
  try {
    assertEgressAllowed(url, allowance);
    const response = await request(url, {
      method: 'POST',
      dispatcher: agent,
      signal: AbortSignal.any([abort, deadline]),
      headers: {
        ...target.headers,
        'content-type': target.protocol === 'http/json' ? 'application/json' : 'application/x-protobuf',
        'user-agent': 'Slipway-OTLP',
        ...(encoding !== undefined && { 'content-encoding': encoding }),
      },
      body,
    });
    return await resultOf(response, url.host);
  } catch (error) {
    if (error instanceof AppError) return { kind: 'refused', status: null, message: error.message };
    const refusal = error instanceof Error && error.cause instanceof AppError ? error.cause.message : null;
    if (refusal !== null) return { kind: 'refused', status: null, message: refusal };
    const words = deadline.aborted
      ? `${url.host} did not answer within ${answerMs / 1000} seconds.`
      : `${url.host} could not be reached: ${error instanceof Error ? error.message.slice(0, 300) : 'unknown reason'}`;
    return { kind: 'later', status: null, afterMs: null, message: words };
  } finally {
    await agent.destroy();
  }
}

type Answer = Awaited<ReturnType<typeof request>>;

async function resultOf({ statusCode: status, headers, body }: Answer, host: string): Promise<SendResult> {
  if (status >= 200 && status <= 299) return { kind: 'taken', status, answer: await bounded(body) };
  if (retryable.has(status)) {
    const message = `${host} answered with status ${status}.`;
    return { kind: 'later', status, afterMs: waitOf(headers['retry-after']), message };
  }
  const message =
    status >= 300 && status <= 399
      ? `${host} redirects (status ${status}). Enter the address it leads to.`
      : `${host} answered with status ${status}.`;
  return { kind: 'refused', status, message };
}

/** What a collector says of what it took; more than a little is no answer of a collector. */
async function bounded(body: Answer['body']): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    if (size > maxAnswerBytes) return new Uint8Array();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function waitOf(header: string | string[] | undefined): number | null {
  const text = typeof header === 'string' ? header.trim() : '';
  if (/^\d{1,6}$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
