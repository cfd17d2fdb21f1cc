import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fallbackOrder, type WithFallbacks } from './fallback-order.ts';

const entity = (name: string, ...fallbacks: string[]): WithFallbacks => ({ name, fallbacks });

test('depth first, each once', () => {
  const entities = [entity('a', 'b', 'd'), entity('b', 'c'), entity('c', 'd'), entity('d'), entity('e')];
  expect(fallbackOrder('a', entities)).toEqual(['b', 'c', 'd']);
  expect(fallbackOrder('c', entities)).toEqual(['d']);
  expect(fallbackOrder('e', entities)).toEqual([]);
});

test('ends whatever the fallbacks are, never with the entity itself, an unknown name or one twice', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const fallbacks = fc.array(fc.constantFrom(...names, 'nobody'), { maxLength: 5 });
  fc.assert(
    fc.property(fc.tuple(...names.map(() => fallbacks)), (all) => {
      const entities = names.map((name, index) => entity(name, ...(all[index] ?? [])));
      const order = fallbackOrder('a', entities);
      expect(new Set(order).size).toBe(order.length);
      expect(order).not.toContain('a');
      expect(order).not.toContain('nobody');
      expect(order.slice(0, 1)).toEqual(
        (entities[0]?.fallbacks ?? []).filter((name) => name !== 'a' && name !== 'nobody').slice(0, 1),
      );
    }),
  );
});
