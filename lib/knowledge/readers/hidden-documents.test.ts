import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KnowledgeView } from '../serving-view.ts';
import { hiddenDocuments, scopeOf } from './hidden-documents.ts';

const base = 'base';
const view = (lists: [subjectId: string, readers: string[]][]): KnowledgeView => ({
  id: base,
  name: 'handbook',
  snapshot: null,
  languages: [],
  readerLists: lists.map(([subjectId, readers]) => ({ subjectId, readers })),
});

test('a document with readers is hidden from everybody else', () => {
  const restricted = view([['salaries', ['team:hr', 'user:ada']]]);
  expect(hiddenDocuments(restricted, ['user:bob', 'team:sales'])).toEqual(['salaries']);
  expect(hiddenDocuments(restricted, ['user:bob', 'team:hr'])).toEqual([]);
  expect(hiddenDocuments(restricted, ['user:ada'])).toEqual([]);
  expect(hiddenDocuments(restricted, [])).toEqual(['salaries']);
  expect(hiddenDocuments(restricted, null)).toEqual([]);
});

test('a knowledge base with readers hides everything from everybody else, and its documents may be stricter', () => {
  const restricted = view([
    [base, ['team:hr']],
    ['salaries', ['user:ada']],
  ]);
  expect(hiddenDocuments(restricted, ['user:ada'])).toBe('all');
  expect(hiddenDocuments(restricted, ['team:hr'])).toEqual(['salaries']);
  expect(hiddenDocuments(restricted, ['team:hr', 'user:ada'])).toEqual([]);
});

test('readers share a scope exactly when they see the same', () => {
  const principal = fc.constantFrom('user:a', 'user:b', 'team:x', 'team:y');
  const list = fc.tuple(fc.constantFrom(base, 'd1', 'd2', 'd3'), fc.uniqueArray(principal, { minLength: 1 }));
  const lists = fc.uniqueArray(list, { selector: ([subject]) => subject });
  fc.assert(
    fc.property(lists, fc.uniqueArray(principal), fc.uniqueArray(principal), (rows, one, other) => {
      const restricted = view(rows);
      const same =
        JSON.stringify(hiddenDocuments(restricted, one)) ===
        JSON.stringify(hiddenDocuments(restricted, other));
      expect(scopeOf(restricted, one) === scopeOf(restricted, other)).toBe(same);
    }),
  );
});
