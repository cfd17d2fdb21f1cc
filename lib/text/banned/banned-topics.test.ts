import { expect, test } from 'vitest';
import { bannedTopicIn } from './banned-topics.ts';

const step = (words: string[], patterns: string[] = []) => ({
  step: 'banned-topics' as const,
  topics: [
    { name: 'other', words: ['zebra'], patterns: [] },
    { name: 'found', words, patterns },
  ],
  message: 'No.',
});

test.each<[string, string, boolean]>([
  ['war', 'The WAR began.', true],
  ['war', 'A wardrobe and software.', false],
  ['war', 'war', true],
  ['war', 'post-war, pre‑war', true],
  ['war', 'war_room', false],
  ['war', '“war”', true],
  ['straße', 'DIE STRASSE IST ZU', true],
  ['ÜBER', 'darüber', false],
  ['über', 'darüber. über!', true],
  ['café', 'the cafe\u0301 here', true],
  ['insider trading', 'about Insider\n  Trading today', true],
  ['insider trading', 'insider tradings', false],
  ['σίσυφος', 'Ο ΣΊΣΥΦΟΣ', true],
  ['毒品', '他买了毒品吗', true],
  ['c++', 'I like C++.', true],
  ['c++', 'I like C+-', false],
  ['war', 'w\u200Ba\u200Br', true],
  ['war', 'ｗａｒ', true],
  ['😀', 'so 😀😀', true],
  ['𝐰𝐚𝐫', 'war', true],
  ['  ', 'nothing  here', false],
])('"%s" in "%s": %s', (word, text, expected) => {
  expect(bannedTopicIn(step([word]), ['Hello.', text])).toBe(expected ? 'found' : null);
});

test('patterns are RE2, found anywhere, ignoring case, and linear', () => {
  expect(bannedTopicIn(step([], ['how to (?:make|build) .*bomb']), ['How to MAKE a small bomb'])).toBe(
    'found',
  );
  expect(bannedTopicIn(step([], ['^bomb']), ['a bomb'])).toBeNull();
  const began = performance.now();
  expect(bannedTopicIn(step([], ['(a+)+$', '(a|aa)+c']), [`${'a'.repeat(50_000)}b`])).toBeNull();
  expect(performance.now() - began).toBeLessThan(5000);
});
