import { readMetric } from '../monitoring/index.ts';
import { countsOf, queryOf } from './measure.ts';
import type { Objective, ObjectiveCounts } from './schemas.ts';

/** What was good between two moments, and of how many; for the system itself. */
export async function objectiveCounts(
  objective: Pick<Objective, 'endpoint' | 'kind' | 'thresholdMs'>,
  from: Date,
  to: Date,
): Promise<ObjectiveCounts> {
  const reading = await readMetric(queryOf(objective, objective.endpoint, { from, to, step: 0 }));
  return countsOf(objective, reading.total);
}
