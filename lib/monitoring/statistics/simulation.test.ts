/**
 * Whether the intervals keep their promise when somebody looks all the time: the share of streams in which the truth was ever
 * outside. Seeded, so the same on every run.
 */
import { describe, expect, it } from 'vitest';
import type { Estimate } from '../schemas.ts';
import { bucketOf, mergeInto, type Sketch } from '../sketch.ts';
import { boundedMeanEstimate } from './bounded-mean.ts';
import { meanEstimate } from './mean.ts';
import { quantileEstimate } from './quantile.ts';
import { rateEstimate } from './rate.ts';
import { sampleRatioPValue } from './sample-ratio.ts';

const alpha = 0.05;
const streams = 300;
const length = 2000;
/** Each of the first twenty, then at every ten percent more: little happens between two looks. */
const looks = new Set<number>();
for (let n = 1; n < length; n = Math.max(n + 1, Math.floor(n * 1.1))) looks.add(n);
looks.add(length);

/** Uniform numbers of 0–1 (mulberry32, Tommy Ettinger, public domain). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Box & Muller. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

interface Subject {
  add(value: number): void;
  estimate(): Estimate | null;
}

/** Share of streams whose truth lay outside at one look or more. */
function everOutside(truth: number, draw: (random: () => number) => number, make: () => Subject): number {
  let outside = 0;
  for (let stream = 0; stream < streams; stream++) {
    const random = randomOf(stream + 1);
    const subject = make();
    for (let n = 1; n <= length; n++) {
      subject.add(draw(random));
      if (!looks.has(n)) continue;
      const estimate = subject.estimate();
      if (estimate === null) continue;
      if (truth < estimate.low || (estimate.high !== null && truth > estimate.high)) {
        outside += 1;
        break;
      }
    }
  }
  return outside / streams;
}

/** Nominal, and three standard errors of the simulation itself. */
const tolerated = alpha + 3 * Math.sqrt((alpha * (1 - alpha)) / streams);

function rateSubject(estimate: (ones: number, trials: number) => Estimate | null): Subject {
  let ones = 0;
  let trials = 0;
  return {
    add(value) {
      ones += value;
      trials += 1;
    },
    estimate: () => estimate(ones, trials),
  };
}

/** The ordinary 95 % interval (Wilson, JASA 22, 1927), made for one look. */
function wilson(ones: number, trials: number): Estimate {
  const z = 1.959964;
  const rate = ones / trials;
  const centre = (rate + z ** 2 / (2 * trials)) / (1 + z ** 2 / trials);
  const half =
    (z / (1 + z ** 2 / trials)) * Math.sqrt((rate * (1 - rate)) / trials + z ** 2 / (4 * trials ** 2));
  return { value: rate, low: centre - half, high: centre + half };
}

const coin = (rate: number) => (random: () => number) => (random() < rate ? 1 : 0);

describe('rates', () => {
  it.each([0.5, 0.1, 0.01])('cover a rate of %d at all looks at once', (rate) => {
    const missed = everOutside(rate, coin(rate), () =>
      rateSubject((ones, trials) => rateEstimate(ones, trials, alpha)),
    );
    expect(missed).toBeLessThan(tolerated);
  });

  it('which an ordinary interval does not', () => {
    const missed = everOutside(0.1, coin(0.1), () => rateSubject(wilson));
    expect(missed).toBeGreaterThan(2 * tolerated);
  });
});

/** Log-normal with a median of 800 ms, as latencies of answers are. */
const latency = (random: () => number) => 800 * Math.exp(0.6 * normal(random));
const normalQuantiles = { 0.5: 0, 0.95: 1.6448536, 0.99: 2.3263479 } as const;

function sketchSubject(q: number): Subject {
  const sketch: Sketch = new Map();
  return {
    add: (value) => mergeInto(sketch, bucketOf(value), 1),
    estimate: () => quantileEstimate(sketch, q, alpha),
  };
}

describe('percentiles', () => {
  it.each([0.5, 0.95, 0.99] as const)('cover the quantile %d of latencies at all looks at once', (q) => {
    const truth = 800 * Math.exp(0.6 * normalQuantiles[q]);
    expect(everOutside(truth, latency, () => sketchSubject(q))).toBeLessThan(tolerated);
  });
});

function moneySubject(estimate: typeof meanEstimate): Subject {
  const sums = { count: 0, sum: 0n, squares: 0n };
  return {
    add(value) {
      const cost = BigInt(Math.round(value));
      sums.count += 1;
      sums.sum += cost;
      sums.squares += cost * cost;
    },
    estimate: () => estimate(sums, alpha),
  };
}

/** Log-normal costs in nano-dollars around a tenth of a cent. */
const cost = (random: () => number) => 1e6 * Math.exp(0.8 * normal(random));
const meanCost = 1e6 * Math.exp(0.8 ** 2 / 2);

describe('means', () => {
  it('cover the mean of skewed costs at all looks at once', () => {
    expect(everOutside(meanCost, cost, () => moneySubject(meanEstimate))).toBeLessThan(tolerated);
  });

  it('which mean ± 1.96 standard errors does not', () => {
    const wald: typeof meanEstimate = ({ count, sum, squares }) => {
      if (count < 50) return null;
      const value = Number(sum) / count;
      const half = 1.96 * Math.sqrt((Number(squares) / count - value ** 2) / count);
      return { value, low: value - half, high: value + half };
    };
    expect(everOutside(meanCost, cost, () => moneySubject(wald))).toBeGreaterThan(2 * tolerated);
  });

  it.each([
    ['of likenesses near 1', 4 / 5, (random: () => number) => 1 - 1.6 * random() * random() * random()],
    ['of coins', 0.9, coin(0.9)],
  ])('cover the mean %s at all looks at once', (_name, truth, draw) => {
    const missed = everOutside(truth, draw, () => {
      const sums = { count: 0, sum: 0, squares: 0 };
      return {
        add(value) {
          sums.count += 1;
          sums.sum += value;
          sums.squares += value ** 2;
        },
        estimate: () => boundedMeanEstimate(sums, alpha),
      };
    });
    expect(missed).toBeLessThan(tolerated);
  });
});

/** Number of units after which p was below 0.001 for the first time; null when it never was. */
function detectedAfter(seed: number, real: number, configured: number, limit: number): number | null {
  const random = randomOf(seed);
  const first = { units: 0, expectedShare: configured };
  const second = { units: 0, expectedShare: 1 - configured };
  for (let n = 1; n <= limit; n++) {
    (random() < real ? first : second).units += 1;
    if ((sampleRatioPValue([first, second]) ?? 1) < 0.001) return n;
  }
  return null;
}

describe('the sample-ratio check', () => {
  it.each([0.5, 0.1])('hardly ever alarms when units are split as configured, at %d', (share) => {
    const alarms = Array.from({ length: 1000 }, (_, seed) => detectedAfter(seed + 1, share, share, 1000));
    // One in a thousand is allowed; four would come by chance once in fifty.
    expect(alarms.filter((n) => n !== null).length).toBeLessThanOrEqual(4);
  });

  it('finds 55/45 where 50/50 was configured within some thousand units', () => {
    const found = Array.from({ length: 60 }, (_, seed) => detectedAfter(seed + 1, 0.55, 0.5, 6000));
    const sorted = found.map((n) => n ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
    expect(sorted[30]).toBeLessThan(2500);
    expect(sorted.at(-1)).toBeLessThan(6000);
  });
});
