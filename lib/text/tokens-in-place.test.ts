import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokensInPlace } from './tokens-in-place.ts';

const terms = (text: string, language: string) =>
  tokensInPlace(text, language).flatMap(({ term }) => term ?? []);

describe('tokensInPlace', () => {
  it('marks function words and gives stems', () => {
    expect(tokensInPlace('The pumps', 'en').map(({ term }) => term)).toEqual([null, 'pump']);
  });

  it.each([
    ['en', '1,200', '1200'],
    ['en', "1970's", '1970s'],
    ['en', 'two', '2'],
    ['es', 'siete', '7'],
    ['en', 'wrote', 'write'],
    ['en', "pump's", 'pumps'],
    ['es', 'canción', 'cancion'],
    ['ar', '٥٠', '50'],
    ['ar', 'والكتاب', 'الكتاب'],
  ])('%s: %s and %s are the same word', (language, a, b) => {
    expect(terms(a, language)).toEqual(terms(b, language));
    expect(terms(a, language)).toHaveLength(1);
  });

  it.each([
    ['50', '60'],
    ['3.5', '35'],
    ['1,5', '15'],
  ])('%s and %s are different numbers', (a, b) => {
    expect(terms(a, 'en')).not.toEqual(terms(b, 'en'));
  });

  it('gives pairs of Han characters without those of grammar', () => {
    expect(terms('水泵的压力', 'zh')).toEqual(['水泵', '压力']);
  });

  it('gives ascending offsets of the words themselves', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('en', 'es', 'zh', 'ar'),
        (text, language) => {
          let last = -1;
          for (const { start, end } of tokensInPlace(text, language)) {
            expect(start).toBeGreaterThan(last);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
            last = start;
          }
        },
      ),
    );
  });
});
