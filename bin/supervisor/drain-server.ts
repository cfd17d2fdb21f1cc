import type { Server, ServerResponse } from 'node:http';

/** Stops accepting connections and waits for the answers under way, until `hasten` aborts; then cuts what is left. */
export async function drainServer(server: Server, hasten: AbortSignal): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = () => server.closeAllConnections();
  if (hasten.aborted) cut();
  hasten.addEventListener('abort', cut, { once: true });
  await closed;
}

/** While draining, a connection ends with the answer it carries, so that no idle one holds the exit up. */
export function endConnectionAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}
