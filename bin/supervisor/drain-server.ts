import type { Server } from 'node:http';

const idleSweepMs = 50;

/** Stops accepting connections and waits for the answers under way, until `hasten` aborts; then cuts what is left. */
export async function drainServer(server: Server, hasten: AbortSignal): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A kept-alive connection whose answer just ended would otherwise hold the exit up until its client lets go.
  const sweep = setInterval(() => server.closeIdleConnections(), idleSweepMs);
  const cut = () => server.closeAllConnections();
  if (hasten.aborted) cut();
  hasten.addEventListener('abort', cut, { once: true });
  await closed;
  clearInterval(sweep);
}
