import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { type Searchable, searchInMemory } from './search-in-memory.ts';

interface Item {
  id: string;
  size: number | undefined;
}

beforeAll(() => {
  process.env.SLIPWAY_SECRET = 'test-secret-that-is-long-enough-for-tests';
});

function searchable(item: Item): Searchable<Item> {
  return { item, id: item.id, valueOf: ({ key }) => (key === 'size' ? item.size : item.id) };
}

const items = fc.uniqueArray(
  fc.record({ id: fc.string(), size: fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined }) }),
  { selector: (item) => item.id, maxLength: 20 },
);

test('pages of any size are the whole, sorted, with what has no value last', () => {
  fc.assert(
    fc.property(items, fc.boolean(), fc.integer({ min: 1, max: 5 }), (list, descending, limit) => {
      const order = [{ entity: 'attribute' as const, key: 'size', descending }];
      const seen: Item[] = [];
      let pageToken: string | undefined;
      do {
        const page = searchInMemory(list.map(searchable), { clauses: [], order, limit, pageToken });
        seen.push(...page.items);
        pageToken = page.next ?? undefined;
      } while (pageToken !== undefined);
      const sign = descending ? -1 : 1;
      const known = list.flatMap(({ size, id }) => (size === undefined ? [] : [{ size, id }]));
      known.sort((a, b) => sign * (a.size - b.size) || (a.id < b.id ? -1 : 1));
      const unknown = list.filter((item) => item.size === undefined).sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(seen.map((item) => item.id)).toEqual([...known, ...unknown].map((item) => item.id));
    }),
  );
});

test('a page holds its place while entries come and go, and tokens are bound to their search', () => {
  const list = ['b', 'd', 'f', 'h'].map((id) => searchable({ id, size: 1 }));
  const request = { clauses: [], order: [], limit: 2, pageToken: undefined };
  const first = searchInMemory(list, request);
  const later = [...list.slice(1), searchable({ id: 'a', size: 1 }), searchable({ id: 'e', size: 1 })];
  const second = searchInMemory(later, { ...request, pageToken: first.next ?? '' });
  expect([first, second].map((page) => page.items.map((item) => item.id))).toEqual([
    ['b', 'd'],
    ['e', 'f'],
  ]);
  const order = [{ entity: 'attribute' as const, key: 'size', descending: true }];
  expect(() => searchInMemory(list, { ...request, order, pageToken: first.next ?? '' })).toThrow(
    /another search/,
  );
  expect(() => searchInMemory(list, { ...request, pageToken: `x${first.next}` })).toThrow(/not one of ours/);
});
