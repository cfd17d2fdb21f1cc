import type { PoolClient } from 'pg';
import type { MeasuredRequest } from './measured-request.ts';
import { noCounts } from './measures.ts';
import { countRequest, type SmallSketches, sketchRequest, tallyRequest } from './measures-of.ts';
import { packSketches } from './packed-sketches.ts';
import { type Measures, noTallies, type RollupRow } from './rollup-row.ts';
import { minuteOf, type SeriesKey, seriesText, toSeriesKey } from './series.ts';
import { seriesNumbers } from './series-store.ts';

/** What some requests add to one minute of one series. */
export interface Addition extends Omit<Measures, 'sketches'> {
  start: Date;
  series: SeriesKey;
  sketches: SmallSketches;
}

/** Additions of a batch by minute and series. */
export class Additions {
  readonly #byKey = new Map<string, Addition>();

  get size(): number {
    return this.#byKey.size;
  }

  /** Counts a request; answers what it was added to. */
  add(request: MeasuredRequest): Addition {
    const addition = this.at(request.at, toSeriesKey(request));
    countRequest(addition.counts, request);
    tallyRequest(addition.tallies, request);
    sketchRequest(addition.sketches, request);
    return addition;
  }

  at(time: Date, series: SeriesKey): Addition {
    const start = minuteOf(time);
    const key = `${start.getTime()} ${seriesText(series)}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const counts = noCounts();
    const addition = { start, series, counts, tallies: noTallies(), sketches: new Map() };
    this.#byKey.set(key, addition);
    return addition;
  }

  /** As rows; series that are new get their numbers. `client` is the transaction's, when it is of the common pool. */
  async rows(client?: PoolClient): Promise<RollupRow[]> {
    const additions = [...this.#byKey.values()];
    const numbers = await seriesNumbers(
      additions.map(({ series }) => series),
      client,
    );
    return additions.map(({ start, counts, tallies, sketches }, index) => ({
      start,
      series: numbers[index] ?? 0,
      counts,
      tallies,
      sketches: packSketches(sketches),
    }));
  }
}
