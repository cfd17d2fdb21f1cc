import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffBlocks, diffSize } from './diff-blocks.ts';

const letters = (from: string, to: string) =>
  Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_, index) =>
    String.fromCharCode(from.charCodeAt(0) + index),
  );

test('equal texts have no differences, whatever their last line end', () => {
  expect(diffBlocks('a\nb\n', 'a\nb')).toEqual([]);
});

test('a change keeps its context and says how much is left out on both sides', () => {
  const before = letters('a', 'z').join('\n');
  const blocks = diffBlocks(before, before.replace('m', 'M'), 2);
  expect(blocks.map((block) => (block.kind === 'skipped' ? block.count : block.lines.length))).toEqual([
    10, 6, 11,
  ]);
  expect(blocks[1]).toEqual({
    kind: 'lines',
    lines: [
      { kind: 'same', text: 'k', before: 11, after: 11 },
      { kind: 'same', text: 'l', before: 12, after: 12 },
      { kind: 'removed', text: 'm', before: 13, after: null },
      { kind: 'added', text: 'M', before: null, after: 13 },
      { kind: 'same', text: 'n', before: 14, after: 14 },
      { kind: 'same', text: 'o', before: 15, after: 15 },
    ],
  });
});

test('changes that are near each other share a block', () => {
  const before = letters('a', 'j').join('\n');
  const blocks = diffBlocks(before, before.replace('d', 'D').replace('g', 'G'), 1);
  expect(blocks.map((block) => block.kind)).toEqual(['skipped', 'lines', 'skipped']);
  expect(diffSize(blocks)).toEqual({ added: 2, removed: 2 });
});

test('with all context, the sides of the diff are the two texts', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(texts, texts, (left, right) => {
      const [before, after] = [`${left.join('\n')}\n`, `${right.join('\n')}\n`];
      const blocks = diffBlocks(before, after, 100);
      if (before === after) {
        expect(blocks).toEqual([]);
        return;
      }
      const lines = blocks.flatMap((block) => (block.kind === 'lines' ? block.lines : []));
      expect(lines.filter((line) => line.kind !== 'added').map((line) => line.text)).toEqual(left);
      expect(lines.filter((line) => line.kind !== 'removed').map((line) => line.text)).toEqual(right);
    }),
    { numRuns: 300, examples: [[['b'], ['b']]] },
  );
});
