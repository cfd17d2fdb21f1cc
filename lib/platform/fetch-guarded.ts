import { type Agent, request } from 'undici';
import { assertEgressAllowed, currentAllowance, guardedAgent } from './egress.ts';
import { AppError } from './errors.ts';

export interface GuardedFetchOptions {
  /** Bytes after which reading stops with `too_large`. */
  maxBytes: number;
  signal: AbortSignal;
  maxRedirects?: number;
}

export interface GuardedResponse {
  /** Where the last redirect led. */
  url: URL;
  mediaType: string | null;
  /** Ends with an `AppError('too_large')` when the body is longer than allowed. Must be read or destroyed. */
  body: AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * GETs an address through the egress guard, following redirects itself so that each hop is checked.
 * @throws AppError `invalid` (refused), `upstream` (no answer, or an error status), `too_large`.
 */
export async function fetchGuarded(address: URL, options: GuardedFetchOptions): Promise<GuardedResponse> {
  const allowance = currentAllowance();
  const agent = guardedAgent(allowance);
  try {
    let url = address;
    for (let hop = 0; hop <= (options.maxRedirects ?? 5); hop++) {
      assertEgressAllowed(url, allowance);
      const response = await send(url, agent, options.signal);
      const location = response.headers.location;
      if (!redirects.has(response.statusCode) || typeof location !== 'string') {
        return answerOf(url, response, agent, options.maxBytes);
      }
      await response.body.dump();
      url = redirectTarget(location, url);
    }
    throw new AppError('upstream', `${address.host} redirects in circles.`);
  } catch (error) {
    await agent.destroy();
    throw error;
  }
}

type Answer = Awaited<ReturnType<typeof send>>;

async function send(url: URL, dispatcher: Agent, signal: AbortSignal) {
  try {
    return await request(url, {
      dispatcher,
      signal,
      headers: { 'user-agent': 'Slipway', accept: '*/*', 'accept-encoding': 'identity' },
    });
  } catch (error) {
    if (error instanceof AppError || signal.aborted) throw error;
    const why = error instanceof Error ? error.message : 'unknown reason';
    throw new AppError('upstream', `${url.host} could not be reached: ${why}`, { cause: error });
  }
}

function redirectTarget(location: string, from: URL): URL {
  if (!URL.canParse(location, from.href)) {
    throw new AppError('upstream', `${from.host} redirects to an address that is not valid.`);
  }
  return new URL(location, from);
}

async function answerOf(url: URL, answer: Answer, agent: Agent, maxBytes: number): Promise<GuardedResponse> {
  if (answer.statusCode < 200 || answer.statusCode > 299) {
    throw new AppError('upstream', `${url.host} answered with status ${answer.statusCode}.`);
  }
  const type = answer.headers['content-type'];
  return {
    url,
    mediaType: typeof type === 'string' ? (type.split(';')[0]?.trim().toLowerCase() ?? null) : null,
    body: bounded(answer.body, maxBytes),
    close: () => agent.destroy(),
  };
}

async function* bounded(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    if (size > maxBytes) {
      throw new AppError('too_large', `The page is larger than ${maxBytes.toLocaleString('en')} bytes.`);
    }
    yield part;
  }
}
