/**
 * The network address a request came from. Only `bin/server.ts` knows it; it sets this header on every request,
 * replacing whatever the client sent under the same name.
 */
export const clientAddressHeader = 'x-slipway-client-address';

/** Longest textual IPv6 address with a zone. */
const maxLength = 64;

/** `null` when the server in front did not say. */
export function clientAddress(request: Request): string | null {
  return request.headers.get(clientAddressHeader)?.slice(0, maxLength) || null;
}
