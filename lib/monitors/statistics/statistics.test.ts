/** Against SciPy, whose values were computed once: see fixtures/make-fixtures.py. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { adjust } from './corrections.ts';
import { jensenShannon, populationStability, totalVariation } from './divergences.ts';
import { chiSquared, fisherExact } from './homogeneity.ts';
import { kolmogorovSmirnov, kolmogorovSmirnovTail } from './kolmogorov-smirnov.ts';
import { momentsOf, quantile } from './moments.ts';
import { chiSquaredTail } from './special-functions.ts';
import { wasserstein } from './wasserstein.ts';

const numbers = z.array(z.number());
const pair = z.tuple([z.number(), z.number()]);
const tested = z.object({ statistic: z.number(), pValue: z.number() });
const fixtures = z
  .object({
    numeric: z.array(
      z.object({
        name: z.string(),
        a: numbers,
        b: numbers,
        ks: tested,
        wasserstein: z.number(),
        momentsOfA: z.object({ mean: z.number(), sd: z.number(), quantiles: numbers }),
      }),
    ),
    ksTails: z.array(z.object({ n1: z.number(), n2: z.number(), d: z.number(), pValue: z.number() })),
    counted: z.array(
      z.object({
        name: z.string(),
        a: numbers,
        b: numbers,
        chiSquared: tested.extend({ degrees: z.number() }),
        jensenShannon: z.number(),
        totalVariation: z.number(),
        populationStability: z.number(),
      }),
    ),
    fisher: z.array(z.object({ a: pair, b: pair, pValue: z.number() })),
    chiTails: z.array(z.object({ x: z.number(), degrees: z.number(), pValue: z.number() })),
    pValues: numbers,
    benjaminiHochberg: numbers,
  })
  .parse(JSON.parse(readFileSync(new URL('./fixtures/fixtures.json', import.meta.url), 'utf8')));

const sorted = (values: readonly number[]) => Float64Array.from(values).sort();

/** Relative, with a floor for what is zero. */
function close(actual: number, wanted: number, tolerance = 1e-9) {
  expect(Math.abs(actual - wanted)).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(wanted), 1e-9));
}

describe.each(fixtures.numeric)('numbers: $name', (fixture) => {
  it('Kolmogorov–Smirnov', () => {
    const { statistic, pValue } = kolmogorovSmirnov(sorted(fixture.a), sorted(fixture.b));
    close(statistic, fixture.ks.statistic);
    close(pValue, fixture.ks.pValue);
  });
  it('Wasserstein', () => {
    // Values of a billion leave seven digits to their differences.
    const distance = wasserstein(sorted(fixture.a), sorted(fixture.b));
    close(distance, fixture.wasserstein, fixture.name === 'large offset' ? 1e-6 : 1e-9);
  });
  it('mean, standard deviation, quantiles', () => {
    const moments = momentsOf(fixture.a);
    close(moments?.mean ?? Number.NaN, fixture.momentsOfA.mean);
    close(moments?.sd ?? Number.NaN, fixture.momentsOfA.sd, 1e-7);
    const asked = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1];
    asked.forEach((q, i) => {
      close(quantile(sorted(fixture.a), q), fixture.momentsOfA.quantiles[i] ?? Number.NaN);
    });
  });
});

it.each(fixtures.ksTails)('P(D ≥ $d) of $n1 and $n2 values', ({ n1, n2, d, pValue }) => {
  close(kolmogorovSmirnovTail(n1, n2, d), pValue, 2e-9);
});

it.each(fixtures.counted)('counts: $name', (fixture) => {
  const { statistic, pValue, degrees } = chiSquared(fixture.a, fixture.b);
  close(statistic, fixture.chiSquared.statistic);
  close(pValue, fixture.chiSquared.pValue);
  expect(degrees).toBe(fixture.chiSquared.degrees);
  close(jensenShannon(fixture.a, fixture.b), fixture.jensenShannon);
  close(totalVariation(fixture.a, fixture.b), fixture.totalVariation);
  close(populationStability(fixture.a, fixture.b), fixture.populationStability);
});

it.each(fixtures.fisher)('Fisher: $a against $b', ({ a, b, pValue }) => {
  close(fisherExact(a, b).pValue, pValue);
});

it.each(fixtures.chiTails)('χ² of $x with $degrees degrees', ({ x, degrees, pValue }) => {
  close(chiSquaredTail(x, degrees), pValue);
});

it('corrects many p-values', () => {
  adjust(fixtures.pValues, 'benjamini-hochberg').forEach((p, i) => {
    close(p, fixtures.benjaminiHochberg[i] ?? Number.NaN);
  });
  // By hand: sorted 0.01, 0.02, 0.04 times 3, 2, 1, never falling.
  expect(adjust([0.04, 0.01, 0.02], 'holm')).toEqual([0.04, 0.03, 0.04]);
  expect(adjust([], 'holm')).toEqual([]);
});
