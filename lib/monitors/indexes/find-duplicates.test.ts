import { describe, expect, it } from 'vitest';
import { DuplicateFinder } from './find-duplicates.ts';

const words = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `word${(from + i) * 7919}`).join(' ');

function found(texts: readonly string[]) {
  const finder = new DuplicateFinder();
  texts.forEach((text, i) => {
    finder.add({ document: `d${i}`, page: i, text });
  });
  return finder.result();
}

describe('texts that say the same', () => {
  it('are found whatever their spaces and case', () => {
    const { duplicates, groups } = found([
      'The pump  is red.',
      'the pump is RED.',
      'The pump is blue.',
      'the\npump is red.',
    ]);
    expect(duplicates).toBe(2);
    expect(groups).toEqual([
      {
        kind: 'same',
        count: 3,
        places: [
          { document: 'd0', page: 0 },
          { document: 'd1', page: 1 },
          { document: 'd3', page: 3 },
        ],
      },
    ]);
  });
  it('are found when a word of many differs, and not when half do', () => {
    const text = words(0, 300);
    const { groups } = found([
      text,
      text.replace('word7919 ', 'changed '),
      words(150, 300),
      words(1000, 300),
    ]);
    expect(groups).toMatchObject([{ kind: 'near', count: 2 }]);
  });
  it('are not short texts that look alike', () => {
    expect(found(['Chapter one', 'Chapter two', '', 'a']).duplicates).toBe(0);
  });
  it('cost no quadratic time: 20,000 that are near each other', () => {
    const text = words(0, 60);
    const { duplicates } = found(Array.from({ length: 20_000 }, (_, i) => `${text} ${i}`));
    expect(duplicates).toBeGreaterThan(10_000);
  }, 60_000);
  it('and nothing of nothing', () => {
    expect(found([])).toEqual({ duplicates: 0, groups: [] });
  });
});
