import { request } from 'undici';
import { assertEgressAllowed, currentAllowance, guardedAgent } from '../../platform/egress.ts';
import { AppError } from '../../platform/errors.ts';

export interface MetricsAddress {
  url: string;
  token: string | null;
  allowPrivateNetwork: boolean;
}

/** vLLM's whole page has some hundred kilobytes. */
const maxBytes = 4_000_000;
const answerMs = 8000;

/**
 * GETs a server's figures through the egress guard. Redirects are refused: they would carry the token elsewhere.
 * @throws AppError `invalid` (an address that may not be opened), `upstream`, `timeout`, `too_large`.
 */
export async function readMetrics({ url, token, allowPrivateNetwork }: MetricsAddress): Promise<string> {
  const address = new URL(url);
  const allowance = currentAllowance(allowPrivateNetwork);
  assertEgressAllowed(address, allowance);
  const agent = guardedAgent(allowance);
  const deadline = AbortSignal.timeout(answerMs);
  try {
    const response = await request(address, {
      dispatcher: agent,
      signal: deadline,
      headers: {
        accept: 'text/plain;version=0.0.4',
        'accept-encoding': 'identity',
        'user-agent': 'Slipway',
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
    });
    assertRead(response.statusCode, address.host);
    return await readText(response.body, address.host);
  } catch (error) {
    throw failureOf(error, address.host, deadline.aborted);
  } finally {
    await agent.destroy();
  }
}

function assertRead(status: number, host: string): void {
  if (status >= 200 && status <= 299) return;
  if (status >= 300 && status <= 399) {
    throw new AppError('upstream', `${host} redirects (status ${status}). Enter the address it leads to.`);
  }
  const hint = status === 401 || status === 403 ? ' Check the token.' : '';
  throw new AppError('upstream', `${host} answered with status ${status}.${hint}`);
}

async function readText(body: AsyncIterable<Uint8Array>, host: string): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    if (size > maxBytes) {
      throw new AppError(
        'too_large',
        `${host} sent more than ${maxBytes / 1e6} MB. Is it a page of metrics?`,
      );
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function failureOf(error: unknown, host: string, late: boolean): AppError {
  if (late) return new AppError('timeout', `${host} did not answer within ${answerMs / 1000} s.`);
  if (error instanceof AppError) return error;
  // undici wraps what the guard said.
  if (error instanceof Error && error.cause instanceof AppError) return error.cause;
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return new AppError('upstream', `${host} could not be reached${code}.`, { cause: error });
}
