import { describe, expect, it } from 'vitest';
import { analyseQuery } from '../../text/index.ts';
import { collectionStatistics } from './collection-statistics.ts';
import { rankCandidates } from './rank-candidates.ts';
import { evidenceOf, WeightedTerms } from './term-evidence.ts';

/** Ids of the texts in ranked order; the texts are the whole collection. */
function ranked(query: string, texts: Record<string, string>): string[] {
  const candidates = Object.entries(texts).map(([id, text]) => ({ id, tokens: text.split(' ') }));
  const sample = candidates.map(({ tokens }) => ({ tokens, language: 'en' }));
  const statistics = collectionStatistics(sample, sample.length);
  return rankCandidates(candidates, analyseQuery(query, ['en']), statistics).map(({ id }) => id);
}

describe('rankCandidates', () => {
  it('prefers the chunk that says the words together', () => {
    const filler = Array.from({ length: 60 }, (_, at) => `filler${at}`).join(' ');
    expect(
      ranked('pump valv', { apart: `pump ${filler} valv`, together: `pump valv ${filler}`, other: filler }),
    ).toEqual(['together', 'apart', 'other']);
  });

  it('does not let question words outweigh the subject', () => {
    const order = ranked('how did tesla die', {
      question: 'how did people live in winter long ago',
      subject: 'tesla die in a new york hotel',
      ...Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`t${at}`, `tesla item${at} a b c d e f`])),
    });
    expect(order.indexOf('subject')).toBeLessThan(order.indexOf('question'));
  });

  it('lets the best chunks pull up others on their subject', () => {
    const noise = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`n${at}`, `noise${at} other${at} thing${at} stuff${at}`]),
    );
    const order = ranked('slipstream', {
      ...noise,
      best: 'slipstream propel wing propel wing lift',
      related: 'propel wing lift distribut',
    });
    expect(order.slice(0, 2)).toEqual(['best', 'related']);
  });

  it('ranks nothing and the unknown without complaint', () => {
    expect(ranked('pump', {})).toEqual([]);
    expect(ranked('unheard', { a: 'pump', b: 'valv' })).toEqual(['a', 'b']);
  });
});

it('scores BM25 as its formula says, and windows by distinct terms', () => {
  const sample = [['x', 'y', 'x', 'z'], ['z'], ['z', 'w']].map((tokens) => ({ tokens, language: 'en' }));
  const statistics = collectionStatistics(sample, 3);
  const idf = Math.log(1 + (3 - 1 + 0.5) / (1 + 0.5));
  const terms = new WeightedTerms(new Map([['x', 2]]), statistics);
  const { bm25, bestWindow } = evidenceOf(sample[0]?.tokens ?? [], terms, statistics);
  expect(bm25).toBeCloseTo((2 * idf * 2 * 2.2) / (2 + 1.2 * (0.25 + (0.75 * 4) / (7 / 3))));
  expect(bestWindow).toBeCloseTo(2 * idf);
});

describe('collectionStatistics', () => {
  const sample = Array.from({ length: 10 }, (_, at) => ({
    tokens: at === 0 ? ['rare', 'the'] : ['the'],
    language: at % 2 === 0 ? 'en' : null,
  }));

  it('is exact when the sample is the collection, and scales when it is not', () => {
    expect(collectionStatistics(sample, 10).documentFrequency('rare')).toBe(1);
    expect(collectionStatistics(sample, 1000).documentFrequency('rare')).toBe(150);
    expect(collectionStatistics(sample, 1000).documentFrequency('unseen')).toBe(50);
    expect(collectionStatistics(sample, 10).languages).toEqual(['en', null]);
  });

  it('gives every token a positive weight, the rarer the higher', () => {
    const { inverseDocumentFrequency } = collectionStatistics(sample, 1000);
    expect(inverseDocumentFrequency('the')).toBeGreaterThan(0);
    expect(inverseDocumentFrequency('rare')).toBeGreaterThan(inverseDocumentFrequency('the'));
  });
});
