import { expect, test } from 'vitest';
import type { CreatedApiKey, Permission } from '#lib/access/schemas.ts';
import { curlExample } from './curl-example.ts';

function created(permissions: Permission[]): CreatedApiKey {
  const at = '2026-01-01T00:00:00.000Z';
  const owner = { id: 'u', name: 'Ada', email: 'ada@example.com' };
  const never = { lastUsedAt: null, expiresAt: null, revokedAt: null };
  const key = {
    id: 'k',
    name: 'bot',
    prefix: 'sk-slipway-00000000',
    owner,
    permissions,
    endpoints: [],
    createdAt: at,
    ...never,
  };
  return { key, value: 'sk-slipway-00000000-secret' };
}

test('asks a question when the key may, with a body that is JSON', () => {
  const command = curlExample('https://slipway.test', created(['endpoints.query']));
  expect(command).toContain('https://slipway.test/v1/chat/completions');
  expect(command).toContain('"authorization: Bearer sk-slipway-00000000-secret"');
  const body: unknown = JSON.parse(/-d '(.+)'/.exec(command)?.[1] ?? '');
  expect(body).toMatchObject({ model: 'assistant', messages: [{ role: 'user' }] });
});

test('otherwise asks who the key belongs to, which every key may', () => {
  expect(curlExample('https://slipway.test', created(['access.read']))).toContain(
    'https://slipway.test/api/me',
  );
});

test('asks an endpoint the key is limited to', () => {
  const limited = created(['endpoints.query']);
  limited.key.endpoints = ['support'];
  expect(curlExample('https://slipway.test', limited)).toContain('"model": "support"');
});
