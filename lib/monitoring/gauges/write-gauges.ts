import { describeMetric } from '../metric-catalogue.ts';
import type { GaugeSample } from '../metric-schemas.ts';
import { storable } from '../rollups/series.ts';
import { insertGauges } from './write-store.ts';

const longestSubject = 300;
/** Beyond it, sums of many leave the range of numbers. */
const largest = 1e290;

/**
 * Writes values that something has now. Of one metric, endpoint, subject and millisecond the last one counts, so writing again
 * changes nothing. Values that are no numbers are left out, because a gap says more than they do; so is what is older than single
 * values are kept. Throws `RangeError` for a metric that is no gauge.
 */
export async function writeGauges(samples: readonly GaugeSample[]): Promise<void> {
  for (const { metric } of samples) {
    if (describeMetric(metric).kind !== 'gauge') throw new RangeError(`The metric "${metric}" is no gauge.`);
  }
  const finite = samples.filter(({ value }) => Math.abs(value) <= largest);
  if (finite.length === 0) return;
  await insertGauges(
    finite.map((sample) => ({ ...sample, subject: storable(sample.subject.slice(0, longestSubject)) })),
  );
}
