import { expect, it } from 'vitest';
import {
  contentSecurityPolicy,
  dataHeaders,
  isDataPath,
  newNonce,
  securityHeaders,
} from './security-headers.ts';

function directives(policy: string): Map<string, string[]> {
  return new Map(
    policy.split('; ').map((part) => {
      const [name = '', ...sources] = part.split(' ');
      return [name, sources];
    }),
  );
}

it('runs only this server’s scripts and loads no image from elsewhere', () => {
  const policy = directives(contentSecurityPolicy('abc', false));
  expect(policy.get('script-src')).toEqual(["'self'", "'nonce-abc'", "'wasm-unsafe-eval'"]);
  expect(policy.get('img-src')).toEqual(["'self'", 'data:', 'blob:']);
  expect(policy.get('connect-src')).toEqual(["'self'"]);
  expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
});

it('makes a new nonce each time, and sends the policy with the other headers', () => {
  expect(newNonce()).not.toBe(newNonce());
  const headers = securityHeaders('the policy', false);
  expect(headers['content-security-policy']).toBe('the policy');
  expect(headers['x-content-type-options']).toBe('nosniff');
});

it('asks for TLS for a year only where the public address has it', () => {
  expect(securityHeaders('', false)).not.toHaveProperty('strict-transport-security');
  expect(securityHeaders('', true)['strict-transport-security']).toBe('max-age=31536000');
  expect(dataHeaders(true)).toHaveProperty('strict-transport-security');
});

it('lets data load nothing and stay in no cache', () => {
  expect(dataHeaders(false)).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  });
  expect(['/api/me', '/v1/models', '/serving-endpoints/a/invocations'].every(isDataPath)).toBe(true);
  expect(['/api', '/api-keys', '/chat', '/', '/v1x'].some(isDataPath)).toBe(false);
});
