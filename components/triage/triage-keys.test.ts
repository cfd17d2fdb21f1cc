import { expect, it } from 'vitest';
import { triageAction } from './triage-keys.ts';

const press = (key: string, more: Partial<Parameters<typeof triageAction>[0]> = {}) =>
  triageAction({ key, ctrlKey: false, metaKey: false, altKey: false, target: null, ...more });

it('walks, labels, collects and finishes by single keys', () => {
  expect(['j', 'ArrowRight', 'k', 'ArrowLeft', 'o', 'd', 'e'].map((key) => press(key))).toEqual([
    'next',
    'next',
    'previous',
    'previous',
    'open',
    'dataset',
    'done',
  ]);
  expect(press('7')).toEqual({ label: 7 });
  expect(press('?')).toBe('help');
  expect([press('0'), press('x'), press('ArrowDown')]).toEqual([null, null, null]);
});

it('leaves the browser its own', () => {
  expect([
    press('d', { ctrlKey: true }),
    press('1', { metaKey: true }),
    press('j', { altKey: true }),
  ]).toEqual([null, null, null]);
});
