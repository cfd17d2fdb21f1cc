import { globSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { callHandler, fastPatterns, handlersOf, matchFastRoute } from './fast-routes.ts';
import { documented } from './route-document.ts';

function fail(): never {
  throw new Error('secret detail');
}

const get = (path: string) => new Request(`http://slipway.test${path}`);

describe('matchFastRoute', () => {
  it('finds fixed and named segments', () => {
    expect(matchFastRoute('/v1/models')).toEqual({ pattern: '/v1/models', params: {} });
    expect(matchFastRoute('/serving-endpoints/my%20assistant/invocations')).toEqual({
      pattern: '/serving-endpoints/[name]/invocations',
      params: { name: 'my assistant' },
    });
  });

  it('does not take a pattern for a path', () => {
    expect(matchFastRoute('/serving-endpoints/[name]/invocations')?.params).toEqual({ name: '[name]' });
  });

  it.each(['/v1/models/', '//v1//models', '/v1/%6dodels', '/%761/models'])(
    'knows %s as another spelling of /v1/models',
    (path) => {
      expect(matchFastRoute(path)?.pattern).toBe('/v1/models');
    },
  );

  it.each(['/', '/V1/models', '/v1/%E0%A4%A', '/api/chat/a/b/stream', '/v1%2Fmodels'])(
    'leaves %s to Next',
    (path) => {
      expect(matchFastRoute(path)).toBeNull();
    },
  );

  it.each(['/v1', '/v1/', '/v1/models/x/y', '/v1/nothing'])(
    'has %s refused in the dialect of /v1',
    (path) => {
      expect(matchFastRoute(path)).toEqual({ pattern: '/v1/[[...rest]]', params: {} });
    },
  );

  it('covers every handler that keeps state in memory or answers the serving API', () => {
    const app = path.resolve(import.meta.dirname, '../../../app');
    const routes = globSync(['v1/**/route.ts', 'serving-endpoints/**/route.ts', 'api/chat/**/route.ts'], {
      cwd: app,
    }).map((file) => `/${path.dirname(file).replaceAll(path.sep, '/')}`);
    expect(routes.filter((route) => !(fastPatterns as readonly string[]).includes(route))).toEqual([]);
  });
});

describe('callHandler', () => {
  const handlers = handlersOf({
    GET: async (_request: Request, context: { params: Promise<Record<string, string>> }) =>
      Response.json(await context.params),
    dynamic: 'force-dynamic',
  });

  it('hands the parameters to the handler of the method', async () => {
    const response = await callHandler(handlers, get('/x/7'), { id: '7' });
    expect(await response.json()).toEqual({ id: '7' });
  });

  it('answers HEAD with GET, OPTIONS with what is allowed, and refuses the rest', async () => {
    const as = (method: string) =>
      callHandler(handlers, new Request('http://slipway.test/x', { method }), {});
    expect((await as('HEAD')).status).toBe(200);
    const options = await as('OPTIONS');
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
    const refused = await as('DELETE');
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  it('refuses a method in the dialect of the route', async () => {
    const refuse = () => Response.json({ error: { code: 'own' } }, { status: 405 });
    const handler = documented(() => Response.json({}), { dialect: 'openai', permission: null, refuse });
    const response = await callHandler(handlersOf({ POST: handler }), get('/x'), {});
    expect(await response.json()).toEqual({ error: { code: 'own' } });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'OPTIONS, POST']);
  });

  it('answers an unexpected error with an id and without its message', async () => {
    vi.stubEnv('SLIPWAY_LOG', 'silent');
    const failing = handlersOf({ GET: fail });
    const response = await callHandler(failing, get('/x'), {});
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret detail');
  });
});
