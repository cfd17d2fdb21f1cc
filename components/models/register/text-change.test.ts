import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textChange, wordAt } from './text-change.ts';

describe('textChange', () => {
  test('is the stretch that differs and no more', () => {
    expect(textChange('k: 6\nmode: x', 'k: 12\nmode: x')).toEqual({ from: 3, to: 4, insert: '12' });
    expect(textChange('same', 'same')).toBeNull();
    expect(textChange('aa', 'aaa')).toEqual({ from: 2, to: 2, insert: 'a' });
  });

  test('applied to the one text it gives the other', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', '\n', '🙂'), { maxLength: 12 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const change = textChange(before, after);
        const applied =
          change === null ? before : before.slice(0, change.from) + change.insert + before.slice(change.to);
        expect(applied).toBe(after);
      }),
    );
  });
});

describe('wordAt', () => {
  const text = 'kind: chain\nretrieval:\n  knowledge: guide\n';

  test('marks the word at a line and column', () => {
    const { from, to } = wordAt(text, 3, 3);
    expect(text.slice(from, to)).toBe('knowledge');
  });

  test.each([
    [null, null],
    [99, 99],
    [4, 1],
    [1, 0],
  ])('line %s, column %s stays inside the text', (line, column) => {
    const { from, to } = wordAt(text, line, column);
    expect(from).toBeGreaterThanOrEqual(0);
    expect(to).toBeGreaterThanOrEqual(from);
    expect(to).toBeLessThanOrEqual(text.length);
  });
});
