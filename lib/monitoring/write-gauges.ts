import { insertGauges } from './gauge-store.ts';
import { describeMetric } from './metric-catalogue.ts';
import type { GaugeSample } from './metric-schemas.ts';

const longestSubject = 300;

/**
 * Writes values that something has now. Of one metric, endpoint, subject and millisecond the last one counts, so writing again
 * changes nothing. Values that are no numbers are left out: a gap says more than they do. Throws `RangeError` for a metric
 * that is no gauge.
 */
export async function writeGauges(samples: readonly GaugeSample[]): Promise<void> {
  for (const { metric } of samples) {
    if (describeMetric(metric).kind !== 'gauge') throw new RangeError(`The metric "${metric}" is no gauge.`);
  }
  const finite = samples.filter(({ value }) => Number.isFinite(value));
  if (finite.length === 0) return;
  await insertGauges(
    finite.map((sample) => ({ ...sample, subject: sample.subject.slice(0, longestSubject) })),
  );
}
