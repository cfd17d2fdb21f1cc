import { bucketOf } from '../sketch.ts';

/** A sketch of a few values, as a batch of requests makes them: a list, because most hold one or two. */
export class SmallSketch {
  readonly #buckets: number[] = [];
  /** At the scale of the distribution. */
  sum = 0;

  get total(): number {
    return this.#buckets.length;
  }

  add(value: number, scale: number): void {
    this.#buckets.push(bucketOf(value));
    this.sum += Math.max(0, Math.round(value * scale));
  }

  /** Buckets, ascending, and their counts, in turns. */
  entries(): number[] {
    const sorted = this.#buckets.length < 2 ? this.#buckets : this.#buckets.toSorted((a, b) => a - b);
    const entries: number[] = [];
    for (const bucket of sorted) {
      const last = entries.length - 2;
      if (entries[last] === bucket) entries[last + 1] = (entries[last + 1] ?? 0) + 1;
      else entries.push(bucket, 1);
    }
    return entries;
  }
}
