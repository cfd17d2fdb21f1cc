/** What only the server that holds the socket knows, written onto each request in place of what the client claims. */
import type { IncomingMessage } from 'node:http';
import { addressBehind, clientAddressHeader } from './client-address.ts';

/** Path and query of the request; pages cannot ask Next for it. */
export const requestPathHeader = 'x-slipway-path';

/** `trustedProxies`: how many stand in front, each adding to X-Forwarded-For. */
export function stampRequest(incoming: IncomingMessage, trustedProxies: number): void {
  const forwardedFor = incoming.headers['x-forwarded-for'];
  const address = addressBehind(incoming.socket.remoteAddress, forwardedFor, trustedProxies);
  stamp(incoming, clientAddressHeader, address);
  stamp(incoming, requestPathHeader, incoming.url ?? '/');
}

// Next reads `headers`, the serving door `rawHeaders`.
function stamp(incoming: IncomingMessage, name: string, value: string): void {
  const raw = incoming.rawHeaders;
  for (let index = raw.length - 2; index >= 0; index -= 2) {
    if (raw[index]?.toLowerCase() === name) raw.splice(index, 2);
  }
  raw.push(name, value);
  incoming.headers[name] = value;
}
