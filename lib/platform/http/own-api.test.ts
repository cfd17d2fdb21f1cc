import { afterEach, expect, it } from 'vitest';
import { askOwnApi, offerOwnApi } from './own-api.ts';

afterEach(() => {
  Reflect.deleteProperty(globalThis, Symbol.for('slipway.own-api'));
});

it('is asked as the reader of the page', async () => {
  offerOwnApi(async (request) =>
    Response.json({ path: new URL(request.url).pathname, cookie: request.headers.get('cookie') }),
  );
  expect(await askOwnApi('/api/overview?a=b', 'session=1', 1000)).toEqual({
    path: '/api/overview',
    cookie: 'session=1',
  });
});

it('says nothing where there is none, where it refuses, fails, or takes too long', async () => {
  expect(await askOwnApi('/api/overview', '', 1000)).toBeNull();
  offerOwnApi(async () => Response.json({ secret: 1 }, { status: 403 }));
  expect(await askOwnApi('/api/overview', '', 1000)).toBeNull();
  offerOwnApi(() => Promise.reject(new Error('down')));
  expect(await askOwnApi('/api/overview', '', 1000)).toBeNull();
  offerOwnApi(() => new Promise(() => undefined));
  expect(await askOwnApi('/api/overview', '', 5)).toBeNull();
});
