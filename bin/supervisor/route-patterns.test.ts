import path from 'node:path';
import { expect, it } from 'vitest';
import { fastPatterns, matchFastRoute } from '../../lib/platform/http/fast-routes.ts';
import { catchAllPatterns, routePatterns, servedPatterns } from './route-patterns.ts';

const root = path.resolve(import.meta.dirname, '../..');
const patterns = routePatterns(root);

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

it('gives what catches all apart, and leaves signing in to Next', () => {
  const all = catchAllPatterns(root);
  expect(matchFastRoute('/api/2.0/mlflow/no/such', all)).toEqual({
    pattern: '/api/2.0/mlflow/[...path]',
    params: { path: ['no', 'such'] },
  });
  expect(matchFastRoute('/api/2.0/mlflow', all)).toBeNull();
  expect(matchFastRoute('/api/runs/7/metrics/loss/train%2Fx', all)?.params).toEqual({
    id: '7',
    key: ['loss', 'train/x'],
  });
  expect(matchFastRoute('/api/auth/session', all)).toBeNull();
});

it('hides no route behind another', () => {
  const served = servedPatterns(root, fastPatterns);
  const examples = served.map((pattern) => ({ pattern, path: pattern.replaceAll(/\[+[^\]]*\]+/g, 'x') }));
  const hidden = examples.filter(({ pattern, path }) => matchFastRoute(path, served)?.pattern !== pattern);
  expect(hidden).toEqual([]);
});
