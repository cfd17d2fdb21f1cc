import { expect, it } from 'vitest';
import { gaugeKey, labelsOf } from './gauge-groups.ts';

it.each([
  [{ endpoint: null, subject: null }, 'all', {}],
  [{ endpoint: 'guide', subject: null }, 'guide', { endpoint: 'guide' }],
  [{ endpoint: '', subject: null }, '(none)', {}],
  [
    { endpoint: 'guide', subject: 'daily: ms' },
    'guide › daily: ms',
    { endpoint: 'guide', subject: 'daily: ms' },
  ],
  [{ endpoint: '', subject: 'worker 1' }, 'worker 1', { subject: 'worker 1' }],
  [
    { endpoint: '', subject: 'guide › daily: ms' },
    '(none) › guide › daily: ms',
    { subject: 'guide › daily: ms' },
  ],
  [{ endpoint: '', subject: '' }, '(none) › ', { subject: '' }],
])('%o is called %s', (group, key, labels) => {
  expect(gaugeKey(group)).toBe(key);
  expect(labelsOf(group)).toEqual(labels);
});
