import { expect, it } from 'vitest';
import { routePattern } from './route-pattern.ts';

it.each([
  ['/api/users/0190', { id: '0190' }, '/api/users/[id]'],
  [
    '/api/knowledge/hand%20book/documents/7',
    { name: 'hand book', id: '7' },
    '/api/knowledge/[name]/documents/[id]',
  ],
  ['/api/models/a%20b', { name: 'a%20b' }, '/api/models/[name]'],
  ['/api/auth/callback/credentials', { nextauth: ['callback', 'credentials'] }, '/api/auth/[...nextauth]'],
  ['/api/models/%E0%A4%A', { name: '%E0%A4%A' }, '/api/models/[name]'],
  ['/api/models', {}, '/api/models'],
])('%s', (path, params, pattern) => {
  expect(routePattern(path, params)).toBe(pattern);
});
