import { highestBucket, midpointOf, type Sketch, zeroBucket } from '../sketch.ts';

const width = highestBucket - zeroBucket + 1;

/**
 * A sketch that others are added to, fast: counts in one array from the lowest bucket to the highest. Large, so it is used
 * again and again (`clear`), and never kept.
 */
export class SketchBuffer {
  readonly #counts = new Float64Array(width);
  #low = width;
  #high = -1;
  /** Values in it. */
  total = 0;
  /** Sum of the values, at the scale of the distribution. */
  sum = 0;

  add(bucket: number, count: number): void {
    const index = bucket - zeroBucket;
    this.#counts[index] = (this.#counts[index] ?? 0) + count;
    if (index < this.#low) this.#low = index;
    if (index > this.#high) this.#high = index;
    this.total += count;
  }

  addAll(other: SketchBuffer): void {
    for (let index = other.#low; index <= other.#high; index++) {
      this.#counts[index] = (this.#counts[index] ?? 0) + (other.#counts[index] ?? 0);
    }
    this.#low = Math.min(this.#low, other.#low);
    this.#high = Math.max(this.#high, other.#high);
    this.total += other.total;
    this.sum += other.sum;
  }

  /** Buckets that hold something, ascending, and their counts, in turns. */
  entries(): number[] {
    const entries: number[] = [];
    for (let index = this.#low; index <= this.#high; index++) {
      const count = this.#counts[index] ?? 0;
      if (count !== 0) entries.push(index + zeroBucket, count);
    }
    return entries;
  }

  clear(): void {
    if (this.#high >= this.#low) this.#counts.fill(0, this.#low, this.#high + 1);
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
    if (this.total <= 0) return null;
    const rank = q * (this.total - 1);
    const below = Math.floor(rank);
    const low = this.#valueAt(below);
    return rank === below ? low : low + (rank - below) * (this.#valueAt(below + 1) - low);
  }

  /** Share of the values at or below a bound: exact but for values within 1 % of it. Null when empty. */
  shareAtMost(bound: number): number | null {
    if (this.total <= 0) return null;
    let below = 0;
    for (let index = this.#low; index <= this.#high && midpointOf(index + zeroBucket) <= bound; index++) {
      below += this.#counts[index] ?? 0;
    }
    return below / this.total;
  }

  #valueAt(rank: number): number {
    let seen = 0;
    for (let index = this.#low; index <= this.#high; index++) {
      seen += this.#counts[index] ?? 0;
      if (seen > rank) return midpointOf(index + zeroBucket);
    }
    return midpointOf(this.#high + zeroBucket);
  }
}
