import { highestBucket, midpointOf, type Sketch, zeroBucket } from '../sketch.ts';

const width = highestBucket - zeroBucket + 1;

/**
 * A sketch that others are added to, fast: counts in one array from the lowest bucket to the highest. Large, so it is used
 * again and again (`clear`), and never kept.
 */
export class SketchBuffer {
  /** From the lowest bucket, `zeroBucket`, on. Whoever writes here calls `note`. */
  readonly counts = new Float64Array(width);
  #low = width;
  #high = -1;
  /** Values in it. */
  total = 0;
  /** Sum of the values, at the scale of the distribution. */
  sum = 0;

  /** Says what was added to `counts`: to which places, how many values, and their sum. */
  note(low: number, high: number, values: number, sum: number): void {
    if (low < this.#low) this.#low = low;
    if (high > this.#high) this.#high = high;
    this.total += values;
    this.sum += sum;
  }

  addAll(other: SketchBuffer): void {
    for (let index = other.#low; index <= other.#high; index++) {
      this.counts[index] = (this.counts[index] ?? 0) + (other.counts[index] ?? 0);
    }
    this.note(other.#low, other.#high, other.total, other.sum);
  }

  /** Buckets that hold something, ascending, and their counts, in turns. */
  entries(): number[] {
    const entries: number[] = [];
    for (let index = this.#low; index <= this.#high; index++) {
      const count = this.counts[index] ?? 0;
      if (count !== 0) entries.push(index + zeroBucket, count);
    }
    return entries;
  }

  clear(): void {
    if (this.#high >= this.#low) this.counts.fill(0, this.#low, this.#high + 1);
    this.#low = width;
    this.#high = -1;
    this.total = 0;
    this.sum = 0;
  }

  toSketch(): Sketch {
    const sketch: Sketch = new Map();
    const entries = this.entries();
    for (let at = 0; at < entries.length; at += 2) sketch.set(entries[at] ?? 0, entries[at + 1] ?? 0);
    return sketch;
  }

  /** Quantile 0–1, interpolated as `quantiles` of sketch.ts does; null when empty. */
  quantile(q: number): number | null {
    return this.quantiles([q])?.[0] ?? null;
  }

  /** Several, ascending, in one pass. */
  quantiles(asked: readonly number[]): number[] | null {
    if (this.total <= 0) return null;
    let index = this.#low;
    let seen = this.counts[index] ?? 0;
    return asked.map((q) => {
      const rank = q * (this.total - 1);
      const below = Math.floor(rank);
      while (seen <= below && index < this.#high) seen += this.counts[++index] ?? 0;
      const low = midpointOf(index + zeroBucket);
      if (rank === below || seen > below + 1) return low;
      const high = midpointOf(this.#filledAfter(index) + zeroBucket);
      return low + (rank - below) * (high - low);
    });
  }

  /** Share of the values at or below a bound: exact but for values within 1 % of it. Null when empty. */
  shareAtMost(bound: number): number | null {
    if (this.total <= 0) return null;
    let below = 0;
    for (let index = this.#low; index <= this.#high && midpointOf(index + zeroBucket) <= bound; index++) {
      below += this.counts[index] ?? 0;
    }
    return below / this.total;
  }

  /** The next bucket that holds something; the highest holds the last value. */
  #filledAfter(index: number): number {
    let next = index + 1;
    while (next < this.#high && (this.counts[next] ?? 0) === 0) next += 1;
    return Math.min(next, this.#high);
  }
}
