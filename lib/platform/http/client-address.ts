/**
 * The network address a request came from. Only `bin/server.ts` knows it; it sets this header on every request,
 * replacing whatever the client sent under the same name.
 */
import { isIP } from 'node:net';

export const clientAddressHeader = 'x-slipway-client-address';

/** Longest textual IPv6 address with a zone. */
const maxLength = 64;

/** `null` when the server in front did not say. */
export function clientAddress(request: Request): string | null {
  return request.headers.get(clientAddressHeader)?.slice(0, maxLength) || null;
}

/**
 * The client behind `proxies` trusted proxies, each of which adds the address it was asked from at the end of
 * X-Forwarded-For. Entries further left are whatever the client wrote, and are not looked at; a list that is too short or
 * holds no address where the client's should stand did not pass our proxies, and counts for nothing.
 */
export function addressBehind(
  socketAddress: string | undefined,
  forwardedFor: string | string[] | undefined,
  proxies: number,
): string {
  const direct = plainAddress(socketAddress ?? '');
  if (proxies === 0 || forwardedFor === undefined) return direct;
  const entries = [forwardedFor].flat().join(',').split(',');
  const claimed = plainAddress(withoutPort((entries.at(-proxies) ?? '').trim()));
  return isIP(claimed) === 0 ? direct : claimed;
}

/** `1.2.3.4:5678` and `[2001:db8::1]:5678`, as some proxies write. */
function withoutPort(entry: string): string {
  return /^\[([^\]]+)\](?::\d+)?$/.exec(entry)?.[1] ?? entry.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
}

/** An IPv4 client of a server that listens on IPv6 is written as what it is. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
}
