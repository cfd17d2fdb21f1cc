import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deriveEnv } from '../env.ts';
import { assertNotCrossOrigin, assertSameOrigin } from './origin.ts';

beforeEach(() => vi.stubEnv('NEXTAUTH_URL', ''));
afterEach(() => vi.unstubAllEnvs());

type Headers = Record<string, string>;

function outcome(
  check: (request: Request) => void,
  headers: Headers,
  method: string,
  publicUrl: string,
): string {
  deriveEnv({ NEXTAUTH_URL: publicUrl });
  try {
    check(new Request('http://10.0.0.5:3000/x', { method, headers: { host: '10.0.0.5:3000', ...headers } }));
    return 'passes';
  } catch (error) {
    return (error as { reason: string }).reason;
  }
}

const https = 'https://slipway.example';

describe('writes with a session', () => {
  test.each<[string, Headers, string, string]>([
    ['same-origin by the browser’s word', { 'sec-fetch-site': 'same-origin' }, '', 'passes'],
    ['same-origin behind a proxy', { 'sec-fetch-site': 'same-origin', origin: https }, '', 'passes'],
    ['the host asked for', { origin: 'http://10.0.0.5:3000' }, '', 'passes'],
    ['the public address behind a proxy', { origin: https }, https, 'passes'],
    ['the host asked for beside a public address', { origin: 'http://10.0.0.5:3000' }, https, 'passes'],
    ['no word at all', {}, '', 'origin_required'],
    ['typed by hand', { 'sec-fetch-site': 'none' }, '', 'origin_required'],
    ['another site', { 'sec-fetch-site': 'cross-site' }, '', 'cross_origin'],
    ['a sister host', { 'sec-fetch-site': 'same-site', origin: https }, https, 'cross_origin'],
    ['another origin', { origin: 'https://evil.example' }, https, 'cross_origin'],
    ['another port', { origin: 'http://10.0.0.5:4000' }, '', 'cross_origin'],
    ['a sandboxed frame', { origin: 'null' }, '', 'cross_origin'],
    ['the public host without https', { origin: 'http://slipway.example' }, https, 'cross_origin'],
    [
      'the public host as a suffix',
      { origin: 'https://slipway.example.evil.example' },
      https,
      'cross_origin',
    ],
    [
      'a forged host',
      { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
      https,
      'cross_origin',
    ],
  ])('%s', (_name, headers, publicUrl, expected) => {
    expect(outcome(assertSameOrigin, headers, 'POST', publicUrl)).toBe(expected);
    expect(outcome(assertSameOrigin, headers, 'DELETE', publicUrl)).toBe(expected);
    expect(outcome(assertSameOrigin, headers, 'GET', publicUrl)).toBe('passes');
  });
});

test('a sign-in may come from a script, not from another site', () => {
  expect(outcome(assertNotCrossOrigin, {}, 'POST', '')).toBe('passes');
  expect(outcome(assertNotCrossOrigin, { origin: 'https://evil.example' }, 'POST', '')).toBe('cross_origin');
});
