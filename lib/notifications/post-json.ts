import { request } from 'undici';
import { assertEgressAllowed, guardedAgent } from '../platform/egress.ts';
import { AppError } from '../platform/errors.ts';
import { DeliveryFailure } from './delivery-failure.ts';

/** A receiver that has not begun to answer by then is taken for hanging. */
const answerMs = 15_000;

/** Statuses that mean the message or the address is wrong: trying again would end the same way. */
export type Permanent = (status: number) => boolean;

/**
 * POSTs JSON; any 2xx is a delivery. Redirects are not followed: they would carry it elsewhere. Throws `DeliveryFailure`,
 * which names the host and never the rest of the address.
 */
export async function postJson(
  url: URL,
  { headers, body }: { headers: Record<string, string>; body: string },
  signal: AbortSignal,
  isPermanent: Permanent,
): Promise<void> {
  const agent = guardedAgent();
  const deadline = AbortSignal.timeout(answerMs);
  try {
    assertEgressAllowed(url);
    const response = await request(url, {
      method: 'POST',
      dispatcher: agent,
      signal: AbortSignal.any([signal, deadline]),
      headers: { 'content-type': 'application/json', 'user-agent': 'Slipway', ...headers },
      body,
    });
    assertTaken(response.statusCode, url.host, isPermanent);
  } catch (error) {
    throw failureOf(error, url.host, signal.aborted || deadline.aborted);
  } finally {
    // What the receiver goes on to say does not matter.
    await agent.destroy();
  }
}

function assertTaken(status: number, host: string, isPermanent: Permanent): void {
  if (status >= 200 && status <= 299) return;
  if (status >= 300 && status <= 399) {
    throw new DeliveryFailure(`${host} redirects (status ${status}). Enter the address it leads to.`, {
      permanent: true,
    });
  }
  throw new DeliveryFailure(`${host} answered with status ${status}.`, { permanent: isPermanent(status) });
}

function failureOf(error: unknown, host: string, tookTooLong: boolean): DeliveryFailure {
  if (error instanceof DeliveryFailure) return error;
  if (error instanceof AppError) return new DeliveryFailure(error.message, { permanent: true });
  if (tookTooLong) return new DeliveryFailure(`${host} did not answer in time.`);
  const words = error instanceof Error ? error.message.slice(0, 300) : 'unknown reason';
  return new DeliveryFailure(`${host} could not be reached: ${words}`);
}
