import { describe, expect, it } from 'vitest';
import type { Block } from '#lib/knowledge/schemas.ts';
import { narrowHighlight } from './narrow-highlight.ts';

const texts = [
  'Limits of operation',
  'The limits hold for a crane in good order.',
  'Stop lifting when the mean wind speed is 20 metres per second.',
  'The overload protection cuts the hoist at 110 per cent.',
  'Elsewhere: stop lifting when the mean wind speed is 20 metres per second.',
];
const blocks: Block[] = texts.map((text, index) => ({
  index,
  kind: index === 0 ? 'heading' : 'paragraph',
  text,
  headingPath: [],
  page: index + 1,
}));
const passage = { blockStart: 0, blockEnd: 3, page: 1 };

describe('narrowing a passage to what the answer quotes', () => {
  it('lights the block that says it, and opens at its page', () => {
    const statement = 'Stop lifting when the mean wind speed is 20 metres per second. [1]';
    expect(narrowHighlight(passage, blocks, [statement])).toEqual({ blockStart: 2, blockEnd: 2, page: 3 });
  });

  it('covers every statement', () => {
    const statements = [
      'Stop lifting at a mean wind speed of 20 metres per second.',
      'The overload protection cuts the hoist.',
    ];
    expect(narrowHighlight(passage, blocks, statements)).toMatchObject({ blockStart: 2, blockEnd: 3 });
  });

  it('leaves the passage whole when a statement is nowhere in it', () => {
    expect(narrowHighlight(passage, blocks, ['Bananas are yellow and grow in bunches.'])).toEqual(passage);
    expect(narrowHighlight(passage, blocks, [])).toEqual(passage);
  });
});
