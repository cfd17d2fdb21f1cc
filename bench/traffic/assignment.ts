/** Cost and evenness of the assignment itself. */
import { gammaln } from 'simple-statistics';
import { assign, type Weighted } from '../../lib/traffic/assign.ts';
import { murmur3 } from '../../lib/traffic/hash.ts';
import { percentile } from '../metrics.ts';

const rounds = 15;
const perRound = 100_000;
const balanceUnits = 1_000_000;

/** Units as they come: ids of users. */
const unitOf = (index: number) => `01a1fc50-bda4-730d-8b6a-${String(index).padStart(12, '0')}`;

function even(count: number): Weighted[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `assistant-v${index}`,
    trafficPercentage: 100 / count,
  }));
}

/** What there is without stickiness under change: every unit moves when the number of entities does. */
function assignByModulo(endpoint: string, unit: string, entities: readonly Weighted[]): Weighted | undefined {
  return entities[murmur3(unit, murmur3(endpoint, 0)) % entities.length];
}

interface Arm {
  name: string;
  run(unit: string): Weighted | undefined;
}

/** Median nanoseconds per call of each arm, measured in turns. */
function interleaved(arms: readonly Arm[]): Map<string, number> {
  const units = Array.from({ length: perRound }, (_, index) => unitOf(index));
  const times = new Map<string, number[]>(arms.map(({ name }) => [name, []]));
  for (let round = -2; round < rounds; round++) {
    for (const arm of arms) {
      const started = performance.now();
      let letters = 0;
      for (const unit of units) letters += arm.run(unit)?.name.length ?? 0;
      const elapsed = performance.now() - started;
      if (letters === 0) throw new Error('Nothing was assigned.');
      // The first two rounds warm up.
      if (round >= 0) times.get(arm.name)?.push((elapsed * 1e6) / perRound);
    }
  }
  return new Map([...times].map(([name, values]) => [name, percentile(values, 0.5)]));
}

export function measureAssignment(): string[] {
  const arms = [2, 10, 20].flatMap((count): Arm[] => {
    const entities = even(count);
    return [
      { name: `assign, ${count} entities`, run: (unit) => assign('assistant', unit, entities) },
      {
        name: `hash modulo, ${count} entities`,
        run: (unit) => assignByModulo('assistant', unit, entities),
      },
    ];
  });
  return [...interleaved(arms)].map(
    ([name, ns]) => `${name.padEnd(28)} ${ns.toFixed(0).padStart(6)} ns an assignment`,
  );
}

/** P(X ≥ x) of χ²: the regularised upper incomplete gamma function Q(k⁄2, x⁄2), by its series (Abramowitz & Stegun 6.5.29). */
function chiSquarePValue(x: number, degrees: number): number {
  const [a, half] = [degrees / 2, x / 2];
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > sum * 1e-15; n++) {
    term *= half / (a + n);
    sum += term;
  }
  return 1 - sum * Math.exp(a * Math.log(half) - half - gammaln(a));
}

const splits: readonly (readonly number[])[] = [
  [50, 50],
  [90, 10],
  [99, 1],
  [33.3, 33.3, 33.4],
  [40, 30, 20, 9, 1],
  Array.from({ length: 10 }, () => 10),
];

function balanceOf(shares: readonly number[]): string {
  const entities = shares.map((trafficPercentage, index) => ({ name: `v${index}`, trafficPercentage }));
  const counts = new Map<string, number>();
  for (let index = 0; index < balanceUnits; index++) {
    const { name } = assign('assistant', unitOf(index), entities);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const chiSquare = entities.reduce((sum, { name, trafficPercentage }) => {
    const expected = (balanceUnits * trafficPercentage) / 100;
    return sum + ((counts.get(name) ?? 0) - expected) ** 2 / expected;
  }, 0);
  const p = chiSquarePValue(chiSquare, shares.length - 1);
  return `split ${shares.join('/').padEnd(30)} χ² ${chiSquare.toFixed(2).padStart(6)}   p ${p.toFixed(3)}`;
}

export function measureBalance(): string[] {
  return splits.map(balanceOf);
}
