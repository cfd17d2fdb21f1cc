import { expect, it } from 'vitest';
import { keepPostgres, retryDelay } from './keep-postgres.ts';

function fakeServer() {
  const server = { running: true, stopped: false };
  const postgres = {
    url: 'postgresql://127.0.0.1:5432/slipway',
    port: 5432,
    adopted: false,
    isRunning: async () => server.running,
    stop: async () => {
      server.stopped = true;
    },
  };
  return { server, postgres };
}

it('starts a server that ended again on its port, trying until it works, and says each reason once', async () => {
  const { server, postgres } = fakeServer();
  const said: string[] = [];
  const up = Promise.withResolvers<void>();
  let tries = 0;
  const kept = keepPostgres(postgres, {
    start: async (port) => {
      expect(port).toBe(5432);
      tries += 1;
      if (tries < 3) throw new Error('memory still in use');
      server.running = true;
    },
    onDown: () => said.push('down'),
    onFailure: (error) => said.push(String(error)),
    onUp: () => {
      said.push('up');
      up.resolve();
    },
  });
  server.running = false;
  await up.promise;
  expect(said).toEqual(['down', 'Error: memory still in use', 'up']);
  await kept.stop();
  expect(server.stopped).toBe(true);
});

it('does not start a server that it stops itself', async () => {
  const { server, postgres } = fakeServer();
  const kept = keepPostgres(postgres, {
    start: () => Promise.reject(new Error('started')),
    onDown: () => expect.unreachable(),
    onFailure: () => expect.unreachable(),
    onUp: () => expect.unreachable(),
  });
  await kept.stop();
  expect(server.stopped).toBe(true);
});

it('waits longer after each failure, up to eight seconds', () => {
  expect([0, 1, 2, 3, 4, 5, 6].map(retryDelay)).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000]);
});
