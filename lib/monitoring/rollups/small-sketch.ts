import { bucketOf } from '../sketch.ts';

/** A sketch of a few values, as a batch of requests makes them. */
export class SmallSketch {
  readonly #counts = new Map<number, number>();
  /** At the scale of the distribution. */
  sum = 0;
  total = 0;

  add(value: number, scale: number): void {
    const bucket = bucketOf(value);
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + 1);
    this.sum += Math.max(0, Math.round(value * scale));
    this.total += 1;
  }

  entries(): Iterable<[bucket: number, count: number]> {
    return [...this.#counts].sort(([a], [b]) => a - b);
  }
}
