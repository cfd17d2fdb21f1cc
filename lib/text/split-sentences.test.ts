import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentenceSpans, splitSentences } from './split-sentences.ts';

describe('splitSentences', () => {
  it.each([
    ['plain sentences', 'One ends here. Two starts. Three?', ['One ends here.', 'Two starts.', 'Three?']],
    ['titles', 'Dr. Smith met Mrs. Jones. They talked.', ['Dr. Smith met Mrs. Jones.', 'They talked.']],
    ['references', 'See Fig. 3 and Eq. 4. It is clear.', ['See Fig. 3 and Eq. 4.', 'It is clear.']],
    ['Latin', 'Use tools, e.g. Git. Or others.', ['Use tools, e.g. Git.', 'Or others.']],
    ['initials', 'J. R. Smith wrote it. We read it.', ['J. R. Smith wrote it.', 'We read it.']],
    ['decimals', 'It costs 3.50 euro. Pay now.', ['It costs 3.50 euro.', 'Pay now.']],
    ['numbered headings', '2.3. Installing\n\nRun the script.', ['2.3. Installing', 'Run the script.']],
    ['wrapped lines', 'the lift increase due to\nslipstream. the end.', null],
    ['lists', '- first item\n- second item', ['- first item', '- second item']],
    ['Chinese', '今天下雨。我们不去！', ['今天下雨。', '我们不去！']],
    ['Arabic', 'هل أنت هنا؟ نعم أنا هنا.', ['هل أنت هنا؟', 'نعم أنا هنا.']],
    ['Spanish', '¿Dónde está el Sr. López? Aquí.', ['¿Dónde está el Sr. López?', 'Aquí.']],
    ['nothing', ' \n ', []],
  ])('%s', (_, text, sentences) => {
    if (sentences === null) expect(splitSentences(text)[0]).toContain('due to\nslipstream');
    else expect(splitSentences(text)).toEqual(sentences);
  });

  it('covers the text with adjacent spans, whatever the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('. ', '\n', 'Dr. ', '2.3. ', '。', ' a'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const spans = sentenceSpans(text);
        expect(spans.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      }),
    );
  });
});
