import { figureOf, formulaOf, rateOf } from './measured.ts';
import type { Measured, MetricQuery } from './metric-schemas.ts';
import { type CounterName, type DistributionName, distributionNames } from './rollups/measures.ts';
import type { Cell } from './rollups/read-store.ts';
import { SketchBuffer } from './rollups/sketch-buffer.ts';

/** Adds up what was counted and says what it measures. One that is cleared is used again. */
export interface Meter {
  clear(): void;
  addCell(cell: Cell): void;
  /** Another of the same query. */
  add(other: Meter): void;
  measure(seconds: number): Measured;
}

export interface MeterKind {
  /** What it reads of the rollups. */
  counters: readonly CounterName[];
  distributions: readonly DistributionName[];
  make(): Meter;
}

/** How the metric of a query is measured. Throws `RangeError` for one that is no count, ratio or distribution. */
export function meterOf(query: MetricQuery): MeterKind {
  const formula = formulaOf(query.metric);
  if (formula !== null) {
    const { needs } = formula;
    const rate = query.aggregation === 'rate';
    const measure = (counted: (name: CounterName) => number, seconds: number) => {
      const measured = formula.measure(counted);
      return rate ? rateOf(measured, seconds) : measured;
    };
    return { counters: needs, distributions: [], make: () => new CountMeter(needs, measure) };
  }
  const name = distributionNames.find((one) => one === query.metric);
  if (name === undefined) throw new RangeError(`no formula of "${query.metric}"`);
  return { counters: [], distributions: [name], make: () => new SketchMeter(name, query) };
}

class CountMeter implements Meter {
  readonly #needs: readonly CounterName[];
  readonly #measure: (counted: (name: CounterName) => number, seconds: number) => Measured;
  readonly #counts = new Map<CounterName, number>();

  constructor(
    needs: readonly CounterName[],
    measure: (counted: (name: CounterName) => number, seconds: number) => Measured,
  ) {
    this.#needs = needs;
    this.#measure = measure;
  }

  clear(): void {
    this.#counts.clear();
  }

  addCell({ counters }: Cell): void {
    for (const name of this.#needs) this.#add(name, Number(counters[name] ?? 0));
  }

  add(other: Meter): void {
    if (other instanceof CountMeter) for (const [name, count] of other.#counts) this.#add(name, count);
  }

  measure(seconds: number): Measured {
    return this.#measure((name) => this.#counts.get(name) ?? 0, seconds);
  }

  #add(name: CounterName, count: number): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
  }
}

class SketchMeter implements Meter {
  readonly #name: DistributionName;
  readonly #query: MetricQuery;
  readonly #buffer = new SketchBuffer();

  constructor(name: DistributionName, query: MetricQuery) {
    this.#name = name;
    this.#query = query;
  }

  clear(): void {
    this.#buffer.clear();
  }

  addCell({ sketches }: Cell): void {
    sketches?.addTo(this.#buffer, this.#name);
  }

  add(other: Meter): void {
    if (other instanceof SketchMeter) this.#buffer.addAll(other.#buffer);
  }

  measure(): Measured {
    return figureOf(this.#buffer, this.#name, this.#query.aggregation, this.#query.threshold);
  }
}
