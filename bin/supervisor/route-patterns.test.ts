import path from 'node:path';
import { expect, it } from 'vitest';
import { matchFastRoute } from '../../lib/platform/http/fast-routes.ts';
import { routePatterns } from './route-patterns.ts';

const patterns = routePatterns(path.resolve(import.meta.dirname, '../..'));

it('knows every API route but the catch-all ones', () => {
  expect(patterns).toContain('/v1/chat/completions');
  expect(patterns).toContain('/api/models/[name]/aliases/[alias]');
  expect(patterns.some((pattern) => pattern.includes('...'))).toBe(false);
});

it.each([
  ['/api/inferences/export', '/api/inferences/export'],
  ['/api/inferences/0190', '/api/inferences/[requestId]'],
])('prefers fixed names to parameters: %s', (address, pattern) => {
  expect(matchFastRoute(address, patterns)?.pattern).toBe(pattern);
});
