/** Requests to S3-compatible storage, signed with AWS Signature Version 4 and sent through the egress guard. */
import { AwsV4Signer } from 'aws4fetch';
import type { Agent } from 'undici';
import { request } from 'undici';
import { sha256Hex } from '../../platform/crypto.ts';
import { assertEgressAllowed, currentAllowance, guardedAgent } from '../../platform/egress.ts';
import { AppError } from '../../platform/errors.ts';
import type { ExportTarget } from '../schemas.ts';

export interface S3Account {
  target: Extract<ExportTarget, { kind: 's3' }>;
  secretAccessKey: string;
}

export interface S3Request {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Of the object, unencoded; empty for the bucket. */
  key: string;
  query?: Readonly<Record<string, string>>;
  body?: Uint8Array<ArrayBuffer>;
  signal: AbortSignal;
}

export interface S3Answer {
  status: number;
  etag: string | null;
  text: string;
}

/** A server that has not begun to answer by then is taken for hanging. */
const answerMs = 30_000;
const tries = 5;
const maxAnswerBytes = 1_000_000;

export interface S3Client {
  /**
   * Throws `unavailable` when the storage does not do it, with its reason in words. 404 is an answer to whoever reads or
   * removes, and a failure of whoever writes: there is no such bucket.
   */
  send(request: S3Request): Promise<S3Answer>;
  close(): Promise<void>;
}

export function openS3(account: S3Account, wait: (ms: number) => Promise<void> = sleep): S3Client {
  const allowance = currentAllowance(account.target.allowPrivateNetwork);
  const agent = guardedAgent(allowance, { headersTimeout: answerMs, bodyTimeout: answerMs });
  return {
    async send(asked) {
      for (let attempt = 1; ; attempt++) {
        asked.signal.throwIfAborted();
        const url = addressOf(account, asked);
        assertEgressAllowed(url, allowance);
        const answer = await sendOnce(account, asked, url, agent);
        if (!('problem' in answer)) return answer;
        if (!answer.transient || attempt === tries) throw failure(account, answer.problem);
        await wait(250 * 2 ** attempt * (0.5 + Math.random()));
      }
    },
    close: () => agent.destroy(),
  };
}

function addressOf({ target }: S3Account, { key, query = {} }: S3Request): URL {
  const url = new URL(target.url);
  const segments = [target.bucket, ...key.split('/')].filter((segment) => segment !== '').map(encode);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${segments.join('/')}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

/** As AWS encodes: everything but unreserved characters. */
function encode(segment: string): string {
  return encodeURIComponent(segment).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

interface Problem {
  problem: string;
  transient: boolean;
}

async function sendOnce(
  { target, secretAccessKey }: S3Account,
  { method, body, signal }: S3Request,
  url: URL,
  dispatcher: Agent,
): Promise<S3Answer | Problem> {
  const signer = new AwsV4Signer({
    method,
    url: url.href,
    headers: { 'x-amz-content-sha256': sha256Hex(body ?? new Uint8Array()) },
    accessKeyId: target.accessKeyId,
    secretAccessKey,
    service: 's3',
    region: target.region,
  });
  const signed = await signer.sign();
  try {
    const answer = await request(signed.url, {
      method,
      dispatcher,
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs * 4)]),
      headers: Object.fromEntries(signed.headers),
      body: body ?? null,
    });
    return await read(answer, method === 'GET' || method === 'DELETE');
  } catch (error) {
    if (signal.aborted) throw error;
    if (error instanceof AppError) throw error;
    if (error instanceof Error && error.cause instanceof AppError) throw error.cause;
    const words = error instanceof Error ? error.message.slice(0, 300) : 'unknown reason';
    return { problem: `could not be reached: ${words}`, transient: true };
  }
}

async function read(
  answer: Awaited<ReturnType<typeof request>>,
  mayBeMissing: boolean,
): Promise<S3Answer | Problem> {
  const { statusCode: status, headers } = answer;
  const text = await boundedText(answer.body);
  const etag = typeof headers.etag === 'string' ? headers.etag : null;
  if ((status >= 200 && status <= 299) || (status === 404 && mayBeMissing)) {
    // A completed upload may fail after its headers were sent.
    const failed = status === 200 && /<Error>/.test(text);
    return failed ? { problem: `answered: ${codeOf(text)}`, transient: true } : { status, etag, text };
  }
  if (status >= 300 && status <= 399) {
    return {
      problem: `redirects (status ${status}); enter the address and region of the bucket`,
      transient: false,
    };
  }
  const transient = status >= 500 || status === 429 || /RequestTimeout|SlowDown/.test(text);
  return { problem: `answered with status ${status}${reason(text)}`, transient };
}

function reason(text: string): string {
  const code = codeOf(text);
  return code === '' ? '' : ` (${code})`;
}

/** The code alone: messages repeat keys and signatures. */
function codeOf(text: string): string {
  return /<Code>([A-Za-z0-9]{1,100})<\/Code>/.exec(text)?.[1] ?? '';
}

async function boundedText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    if (size > maxAnswerBytes)
      throw new AppError('upstream', 'The storage answered with more than was asked.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function failure({ target }: S3Account, problem: string): AppError {
  return new AppError(
    'unavailable',
    `The bucket "${target.bucket}" at ${new URL(target.url).host} ${problem}.`,
  );
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
