/** What groups of gauges are called. */

import type { MetricGroup } from '../metric-schemas.ts';
import type { GaugeGroup } from './read-store.ts';

const between = ' › ';
const nobody = '(none)';

/**
 * `guide-chat › drift monitor: latency`; the subject alone when it is of no endpoint, the endpoint alone when its subjects are
 * together. No two groups have the same: names of endpoints hold no `›`, and a subject that does is told from theirs.
 */
export function gaugeKey({ endpoint, subject }: GaugeGroup): string {
  if (endpoint === null) return 'all';
  if (subject === null) return endpoint || nobody;
  if (endpoint !== '') return `${endpoint}${between}${subject}`;
  return subject === '' || subject.includes(between) ? `${nobody}${between}${subject}` : subject;
}

/** What is of no endpoint has no label of one. */
export function labelsOf({ endpoint, subject }: GaugeGroup): MetricGroup['labels'] {
  return { ...(endpoint && { endpoint }), ...(subject !== null && { subject }) };
}
