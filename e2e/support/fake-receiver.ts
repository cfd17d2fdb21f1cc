/** A receiver of webhooks on a real port, whose answers a test decides one by one. */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface Received {
  headers: IncomingMessage['headers'];
  body: string;
}

export interface FakeReceiver {
  url: string;
  received: Received[];
  /** How the next requests are answered, in order; after the last, the last again. A hanging one is never answered. */
  answers: (number | 'hang' | { location: string })[];
  /** Resolves when this many requests have arrived in all. */
  arrived(count: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startFakeReceiver(): Promise<FakeReceiver> {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  const answers: FakeReceiver['answers'] = [200];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    received.push({ headers: request.headers, body });
    answer(response, (answers.length > 1 ? answers.shift() : answers[0]) ?? 200);
    for (const check of waiting) check();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The receiver has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    received,
    answers,
    arrived: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (received.length < count) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(response: ServerResponse, how: FakeReceiver['answers'][number]): void {
  if (how === 'hang') return;
  if (typeof how === 'number') response.writeHead(how).end();
  else response.writeHead(302, how).end();
}
