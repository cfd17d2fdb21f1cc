import { expect, it } from 'vitest';
import { contentSecurityPolicy, newNonce, securityHeaders } from './security-headers.ts';

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
  const headers = securityHeaders('the policy');
  expect(headers['content-security-policy']).toBe('the policy');
  expect(headers['x-content-type-options']).toBe('nosniff');
});
