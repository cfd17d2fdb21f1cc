import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCitations } from './check-citations.ts';
import type { Citation } from './schemas.ts';

function citation(marker: number, text: string): Citation {
  return {
    marker,
    chunkId: `c${marker}`,
    documentId: 'd',
    revisionId: 'r',
    documentName: 'manual.md',
    documentTitle: null,
    mediaType: 'text/markdown',
    headingPath: [],
    page: null,
    blockStart: 0,
    blockEnd: 0,
    text,
    score: 1,
  };
}

const pump = citation(
  1,
  'The pump delivers water at 50 bar. The valve must not be opened while the pump is running. Service is due every two years.',
);
const verdicts = (answer: string, ...citations: Citation[]) =>
  checkCitations(answer, citations).map(({ support }) => support);

describe('checkCitations', () => {
  it.each([
    ['word for word', 'The pump delivers water at 50 bar. [1]', ['supported']],
    ['reworded', 'At 50 bar, water is delivered by the pump [1].', ['supported']],
    ['a number as a word', 'Service is due every 2 years [1].', ['supported']],
    ['a wrong number', 'The pump delivers water at 60 bar. [1]', ['unsupported']],
    ['a negation lost', 'The valve must be opened while the pump is running [1].', ['unsupported']],
    ['a negation gained', 'The pump does not deliver water at 50 bar [1].', ['unsupported']],
    [
      'half of it added',
      'The pump delivers water and heats the neighbouring swimming pool [1].',
      ['partly-supported'],
    ],
    ['something else', 'Bananas ripen faster beside apples [1].', ['unsupported']],
    ['a marker that stands for nothing', 'The pump delivers water at 50 bar [7].', ['unsupported']],
    ['no marker at all', 'The pump delivers water at 50 bar.', ['unsupported']],
  ])('%s', (_, answer, expected) => {
    expect(verdicts(answer, pump)).toEqual(expected);
  });

  it('holds a sentence against the next marker of its paragraph', () => {
    const answer = 'The pump delivers water. It does so at 50 bar [1].\n\nThe pump delivers water.';
    expect(checkCitations(answer, [pump]).map(({ markers, support }) => [markers, support])).toEqual([
      [[1], 'supported'],
      [[1], 'supported'],
      [[], 'unsupported'],
    ]);
  });

  it('gives markers after the full stop to the sentence before', () => {
    const answer = 'Water comes at 50 bar. [1] Cats purr. [2]';
    const checks = checkCitations(answer, [pump, citation(2, 'Cats purr when content.')]);
    expect(checks.map(({ start, end }) => answer.slice(start, end))).toEqual([
      'Water comes at 50 bar. [1]',
      'Cats purr. [2]',
    ]);
  });

  it('leaves out what claims nothing, headings and code', () => {
    const answer = [
      'Hello!',
      '# Water pressure of the pump',
      'Here is what I found:',
      '- The pump delivers water at 50 bar [1].',
      '```\nlet pressure = bars[1];\n```',
      'I could not find its weight in the documents. Do you need anything else?',
    ].join('\n\n');
    const checks = checkCitations(answer, [pump]);
    expect(checks.map(({ start, end }) => answer.slice(start, end))).toEqual([
      'The pump delivers water at 50 bar [1].',
    ]);
  });

  it('takes a table row as one sentence and skips its header', () => {
    const table = '| Part | Pressure |\n| --- | --- |\n| pump | 50 bar [1] |\n| pump | 90 bar [1] |';
    expect(verdicts(table, pump)).toEqual(['supported', 'unsupported']);
  });

  it.each([
    [
      'es',
      'La bomba no funciona sin agua.',
      'La bomba no funciona sin agua [1].',
      'La bomba sí funciona sin agua [1].',
    ],
    ['zh', '水泵运行时不得打开阀门。', '水泵运行时不得打开阀门 [1]。', '水泵运行时得打开阀门 [1]。'],
    [
      'ar',
      'لا يجوز فتح الصمام أثناء تشغيل المضخة.',
      'لا يجوز فتح الصمام أثناء تشغيل المضخة [1].',
      'يجوز فتح الصمام أثناء تشغيل المضخة [1].',
    ],
  ])('works in %s', (_, source, faithful, opposite) => {
    expect(verdicts(faithful, citation(1, source))).toEqual(['supported']);
    expect(verdicts(opposite, citation(1, source))).toEqual(['unsupported']);
  });
});

const word = fc.stringMatching(/^[a-z]{5,9}$/u);
const sentence = fc
  .array(fc.oneof(word, fc.constantFrom('not', 'the', '12', '3.5', 'of')), { minLength: 4, maxLength: 12 })
  .map((words) => `The ${words.join(' ')} ends.`);

describe('properties', () => {
  it('supports every sentence quoted word for word', () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 6 }), (sentences) => {
        const source = citation(1, sentences.join(' '));
        for (const { support } of checkCitations(sentences.map((text) => `${text} [1]`).join(' '), [
          source,
        ])) {
          expect(support).toBe('supported');
        }
      }),
    );
  });

  it('never supports random words', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 6, maxLength: 12 }), (words) => {
        expect(verdicts(`Qq${words.join(' qq')} [1].`, pump)).toEqual(['unsupported']);
      }),
    );
  });

  it('gives ordered, disjoint offsets within any text', () => {
    const piece = fc.oneof(
      fc.string(),
      sentence,
      fc.constantFrom('\n', '```', '- ', '| a |', '[1]', '。', '# '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const answer = pieces.join('');
        let last = 0;
        for (const { start, end, coverage } of checkCitations(answer, [pump])) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(answer.length);
          expect(coverage >= 0 && coverage <= 1).toBe(true);
          last = end;
        }
      }),
    );
  });
});
