import { expect, test } from 'vitest';
import type { GroupMapping } from '#lib/access/schemas.ts';
import { missingIn, toDrafts, toMappings, withAnother } from './mapping-draft.ts';

const teamId = '0190c0de-0000-7000-8000-000000000001';
const mappings: GroupMapping[] = [
  { group: 'engineers', role: 'mlops-engineer', scope: { kind: 'environment', name: 'production' } },
  { group: 'cn=staff,dc=example', role: 'stakeholder', scope: { kind: 'everything' } },
  { group: 'engineers', teamId },
];

test('what is written is what was read', () => {
  const drafts = toDrafts(mappings);
  expect(toMappings(drafts)).toEqual(mappings);
  expect(missingIn(drafts)).toBeNull();
});

test('rows keep their own keys when others go and come', () => {
  const drafts = withAnother(toDrafts(mappings).slice(1));
  expect(new Set(drafts.map(({ key }) => key)).size).toBe(3);
  expect(withAnother([]).map(({ key }) => key)).toEqual([0]);
});

test.each([
  [{ group: '  ' }, 'Group 2 has no name'],
  [{ group: 'x', gives: 'team' as const }, 'Group 2 gives no team'],
  [{ group: 'x', scope: { kind: 'endpoint' as const, name: ' ' } }, 'Group 2 names no endpoint'],
])('%j is incomplete', (change, words) => {
  const drafts = withAnother(toDrafts(mappings.slice(0, 1))).map((draft, index) =>
    index === 1 ? { ...draft, ...change } : draft,
  );
  expect(missingIn(drafts)).toContain(words);
});
