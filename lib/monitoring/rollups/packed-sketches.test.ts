import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantiles } from '../sketch.ts';
import { type DistributionName, distributionNames, placeOf, scaleOf } from './measures.ts';
import { addSlices, packSketches, Strung, sliceOf } from './packed-sketches.ts';
import { SketchBuffer } from './sketch-buffer.ts';
import { SmallSketch } from './small-sketch.ts';

const value = fc.oneof(
  fc.double({ min: 1e-8, max: 1e12, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, -5, 1e-30, 1e300),
);
const measured = fc.dictionary(
  fc.constantFrom(...distributionNames),
  fc.array(value, { minLength: 1, maxLength: 60 }),
);

function packed(values: Record<string, readonly number[]>): Buffer | null {
  const sketches = new Map<DistributionName, SmallSketch>();
  for (const [name, list] of Object.entries(values)) {
    const sketch = new SmallSketch();
    for (const one of list) sketch.add(one, scaleOf(name as DistributionName));
    sketches.set(name as DistributionName, sketch);
  }
  return packSketches(sketches);
}

function unpacked(parts: readonly (Buffer | null)[], name: DistributionName): SketchBuffer {
  const buffer = new SketchBuffer();
  // Strung together, as PostgreSQL does.
  addSlices(Buffer.concat(parts.flatMap((part) => (part ? [sliceOf(part, placeOf(name))] : []))), buffer);
  return buffer;
}

function exact(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = q * (sorted.length - 1);
  const [low = 0, high = low] = sorted.slice(Math.floor(rank), Math.floor(rank) + 2);
  return low + (rank - Math.floor(rank)) * (high - low);
}

/** What `cutSql` cuts. */
function cut(part: Buffer, names: readonly DistributionName[]): Buffer {
  const places = names.map(placeOf);
  const last = Math.max(...places);
  if (names.length === 1) return sliceOf(part, last);
  return (part[0] ?? 0) > last ? part.subarray(0, part.readUIntLE(1 + 3 * last, 3)) : part;
}

describe('packed sketches', () => {
  it('are cut to what is asked for, and strung together still tell distributions apart', () => {
    const names = fc.uniqueArray(fc.constantFrom(...distributionNames), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(measured, { maxLength: 4 }), names, (rows, asked) => {
        const parts = rows.flatMap((row) => packed(row) ?? []);
        const strung = new Strung(Buffer.concat(parts.map((part) => cut(part, asked))), asked);
        for (const name of asked) {
          const buffer = new SketchBuffer();
          strung.addTo(buffer, name);
          const whole = unpacked(parts, name);
          expect([buffer.toSketch(), buffer.sum]).toEqual([whole.toSketch(), whole.sum]);
        }
      }),
    );
  });

  it('give several percentiles at once as one by one', () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 80 }), shares, (values, asked) => {
        const buffer = unpacked([packed({ latency: values })], 'latency');
        const ascending = asked.toSorted((a, b) => a - b);
        const found = buffer.quantiles(ascending);
        expect(found).toEqual(quantiles(buffer.toSketch(), ascending));
        expect(found).toEqual(ascending.map((q) => buffer.quantile(q)));
      }),
    );
  });

  it('strung together are the sketch of everything, each distribution for itself', () => {
    fc.assert(
      fc.property(measured, measured, (a, b) => {
        const parts = [packed(a), packed(b)];
        for (const name of distributionNames) {
          const all = [...(a[name] ?? []), ...(b[name] ?? [])];
          const whole = unpacked([packed(all.length > 0 ? { [name]: all } : {})], name);
          const merged = unpacked(parts, name);
          expect(merged.toSketch()).toEqual(whole.toSketch());
          expect(merged.total).toBe(all.length);
        }
      }),
    );
  });

  it('give percentiles within 1 %, zero as zero, and tiny scores as what they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.000_001, max: 1_000_000, noNaN: true }), {
          minLength: 1,
          maxLength: 200,
        }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, q) => {
          const estimate = unpacked([packed({ latency: values })], 'latency').quantile(q) ?? Number.NaN;
          expect(Math.abs(estimate - exact(values, q))).toBeLessThanOrEqual(exact(values, q) * (0.01 + 1e-9));
        },
      ),
    );
    expect(unpacked([packed({ latency: [0, 0, -3] })], 'latency').quantile(0.5)).toBe(0);
    expect(unpacked([packed({ citation_support: [0.0004] })], 'citation_support').quantile(0.5)).toBeCloseTo(
      0.0004,
      5,
    );
  });

  it('are nothing when nothing was measured', () => {
    expect(packed({})).toBeNull();
    const empty = unpacked([], 'latency');
    expect([empty.quantile(0.5), empty.shareAtMost(1), empty.total]).toEqual([null, null, 0]);
  });
});
