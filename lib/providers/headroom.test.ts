import { expect, test } from 'vitest';
import { headrooms, noteHeadroom, notingHeadroom } from './headroom.ts';

const of = (provider: string) =>
  headrooms(0)
    .filter((one) => one.provider === provider)
    .map(({ limit, share }) => [limit, share]);

test('reads what OpenAI says', async () => {
  const headers = {
    'x-ratelimit-limit-requests': '200',
    'x-ratelimit-remaining-requests': '50',
    'x-ratelimit-limit-tokens': '1000',
    'x-ratelimit-remaining-tokens': '1000',
  };
  const answered = notingHeadroom('one', async () => new Response('{}', { headers }));
  expect(await (await answered('http://one.example')).text()).toBe('{}');
  expect(of('one')).toEqual([
    ['requests', 0.25],
    ['tokens', 1],
  ]);
});

test('reads what Anthropic says', () => {
  noteHeadroom(
    'two',
    new Headers({
      'anthropic-ratelimit-requests-limit': '50',
      'anthropic-ratelimit-requests-remaining': '49',
      'anthropic-ratelimit-input-tokens-limit': '1000',
      'anthropic-ratelimit-input-tokens-remaining': '0',
    }),
  );
  expect(of('two')).toEqual([
    ['requests', 0.98],
    ['input tokens', 0],
  ]);
});

test.each([
  ['', '10'],
  ['5', '0'],
  ['many', '10'],
  ['5', 'Infinity000x'],
])('what makes no sense is left alone: %s of %s', (left, total) => {
  noteHeadroom(
    'three',
    new Headers({ 'x-ratelimit-limit-requests': total, 'x-ratelimit-remaining-requests': left }),
  );
  expect(of('three')).toEqual([]);
});

test('only what was said since is told', () => {
  noteHeadroom(
    'four',
    new Headers({ 'x-ratelimit-limit-requests': '2', 'x-ratelimit-remaining-requests': '1' }),
    5000,
  );
  expect(headrooms(4999).some(({ provider }) => provider === 'four')).toBe(true);
  expect(headrooms(Date.now() + 1).some(({ provider }) => provider === 'four')).toBe(false);
});
