import { describe, expect, it } from 'vitest';
import { type AskedQuestion, nameTopics } from './name-topics.ts';

function asked(texts: readonly string[], askers = 5): AskedQuestion[] {
  return texts.map((text, index) => ({ text, language: 'en', asker: `person ${index % askers}` }));
}

const refunds = asked(
  Array.from({ length: 9 }, (_, index) => `Refunds for the order ${1000 + index}? Please help.`),
);
const sensors = asked(Array.from({ length: 9 }, () => 'Which sensor measures temperature? Please help.'));

describe('names of topics', () => {
  it('are the words that set them apart, as people write them, and no numbers', () => {
    const [first, second] = nameTopics([refunds, sensors]);
    expect(first?.slice(0, 2).toSorted()).toEqual(['order', 'refunds']);
    expect(second?.slice(0, 3).toSorted()).toEqual(['measures', 'sensor', 'temperature']);
    expect(first?.join()).not.toMatch(/\d/);
  });

  it('hold no word that fewer than three people or three questions used', () => {
    const secret = asked(
      Array.from({ length: 9 }, () => 'The divorce of Zbigniew'),
      2,
    );
    const once = asked(['A question by Ermintrude'], 1);
    const [first] = nameTopics([[...refunds, ...secret, ...once], sensors]);
    expect(first?.join(' ')).not.toMatch(/zbigniew|divorce|ermintrude/);
  });

  it('need three questions where fewer than three people ask at all', () => {
    const alone = asked(['Refund please', 'Refund now', 'Refund or else', 'Zbigniew'], 1);
    expect(nameTopics([alone])).toEqual([['refund']]);
  });

  it('are empty for nothing', () => {
    expect(nameTopics([])).toEqual([]);
    expect(nameTopics([[], asked(['?'])])).toEqual([[], []]);
  });
});
