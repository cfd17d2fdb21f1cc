import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { drainServer } from './drain-server.ts';

let server: Server | undefined;

afterEach(() => server?.closeAllConnections());

async function listen(listener: RequestListener): Promise<{ server: Server; url: string }> {
  const made = createServer(listener);
  server = made;
  await new Promise<void>((resolve) => made.listen(0, resolve));
  return { server: made, url: `http://localhost:${(made.address() as AddressInfo).port}` };
}

it('lets an answer under way finish, accepts nothing new, and does not wait for the client to let go', async () => {
  const opened = Promise.withResolvers<ServerResponse>();
  const { server, url } = await listen((_request, response) => {
    response.write('first ');
    opened.resolve(response);
  });
  const answer = await fetch(url);
  const drained = drainServer(server, new AbortController().signal);
  await expect(fetch(url)).rejects.toThrow();
  (await opened.promise).end('last');
  expect(await answer.text()).toBe('first last');
  await drained;
}, 2000);

it('cuts what is still under way when hastened', async () => {
  const { server, url } = await listen((_request, response) => void response.write('first '));
  const answer = await fetch(url);
  const hasten = new AbortController();
  const drained = drainServer(server, hasten.signal);
  hasten.abort();
  await expect(answer.text()).rejects.toThrow();
  await drained;
});

it('does not wait for idle connections', async () => {
  const { server, url } = await listen((_request, response) => response.end('done'));
  await (await fetch(url)).text();
  await drainServer(server, new AbortController().signal);
  expect(server.listening).toBe(false);
});
