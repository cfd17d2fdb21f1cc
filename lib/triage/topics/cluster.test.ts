import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cluster, cosine, nearest, topicCount } from './cluster.ts';
import { hashedVector, learnWeights, normalise } from './hashed-vectors.ts';
import { keepNumbers } from './keep-numbers.ts';
import { fromBytes, toBytes } from './vector-bytes.ts';

const vector = fc
  .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 })
  .map((values) => normalise(Float32Array.from(values)));
const vectors = fc.array(vector, { maxLength: 60 });
const question = (text: string) => ({ text, language: 'en' });

describe('clusters', () => {
  it('take every vector to its nearest centroid, and are the same for the same seed', async () => {
    await fc.assert(
      fc.asyncProperty(vectors, fc.integer({ min: 1, max: 12 }), fc.nat(), async (all, k, seed) => {
        const one = await cluster(all, { k, seed });
        const two = await cluster(all, { k, seed });
        expect(two).toEqual(one);
        expect(one.assignments).toHaveLength(all.length);
        expect(one.centroids.length).toBeLessThanOrEqual(k);
        for (const [index, assigned] of one.assignments.entries()) {
          expect(one.centroids[assigned]).toBeDefined();
          const likeness = (at: number) =>
            cosine(all[index] ?? new Float32Array(4), one.centroids[at] ?? new Float32Array(4));
          const best = nearest(all[index] ?? new Float32Array(4), one.centroids);
          expect(likeness(assigned)).toBeGreaterThanOrEqual(likeness(best) - 1e-3);
        }
        const used = new Set(one.assignments);
        expect(used.size).toBe(one.centroids.length);
        for (const value of one.centroids.flatMap((centroid) => [...centroid])) expect(value).not.toBeNaN();
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['nothing', [], 0],
    ['one question', ['refund policy'], 1],
    ['the same question over and over', Array.from({ length: 50 }, () => 'refund policy'), 1],
    ['questions without a word', ['?', '...', ''], 1],
  ])('of %s', async (_name, texts, expected) => {
    const weights = learnWeights(texts.map(question));
    const all = texts.map((text) => hashedVector(question(text), weights));
    const { centroids, assignments } = await cluster(all, { k: 5, seed: 1 });
    expect(centroids).toHaveLength(expected);
    expect([...assignments]).toEqual(texts.map(() => 0));
  });

  it('tell questions about different things apart', async () => {
    const about = (words: string) => (index: number) => `${words} number ${index}`;
    const texts = [
      ...Array.from({ length: 20 }, (_, index) =>
        about('How do I get a refund for a cancelled order')(index),
      ),
      ...Array.from({ length: 20 }, (_, index) => about('Which plugin reads the temperature sensor')(index)),
    ];
    const weights = learnWeights(texts.map(question));
    const { assignments } = await cluster(
      texts.map((text) => hashedVector(question(text), weights)),
      { k: 2, seed: 7 },
    );
    expect(new Set(assignments.slice(0, 20)).size).toBe(1);
    expect(new Set(assignments.slice(20)).size).toBe(1);
    expect(assignments[0]).not.toBe(assignments[20]);
  });

  it('stop when they are told to', async () => {
    const all = Array.from({ length: 2000 }, (_, index) =>
      normalise(Float32Array.of(index, 1, 2, index % 7)),
    );
    await expect(cluster(all, { k: 10, seed: 1, signal: AbortSignal.abort() })).rejects.toThrow();
  });

  it('are as many as a page holds', () => {
    expect([0, 1, 2, 8, 200, 5000, 1e6].map(topicCount)).toEqual([1, 1, 1, 2, 10, 40, 40]);
  });
});

describe('numbers of topics', () => {
  const x = Float32Array.of(1, 0, 0);
  const y = Float32Array.of(0, 1, 0);
  const z = Float32Array.of(0, 0, 1);

  it('stay with a topic that is recognisably the same, and are not given twice', () => {
    const earlier = [
      { number: 4, centroid: x },
      { number: 9, centroid: y },
    ];
    expect(keepNumbers([y, z, x], earlier, 0)).toEqual([9, 10, 4]);
    expect(keepNumbers([x, x], earlier, 0)).toEqual([4, 10]);
    expect(keepNumbers([x], [{ number: 2, centroid: Float32Array.of(1, 0) }], 0)).toEqual([3]);
    expect(keepNumbers([x, y], [], 0)).toEqual([1, 2]);
    expect(keepNumbers([x, y], [], 7)).toEqual([8, 9]);
  });

  it('are different whatever there was', () => {
    fc.assert(
      fc.property(vectors, vectors, (now, before) => {
        const numbers = keepNumbers(
          now,
          before.map((centroid, index) => ({ number: index * 3, centroid })),
          0,
        );
        expect(new Set(numbers).size).toBe(now.length);
      }),
    );
  });
});

it('vectors survive being bytes', () => {
  fc.assert(
    fc.property(vector, (value) => {
      expect(fromBytes(toBytes(value))).toEqual(value);
    }),
  );
});
