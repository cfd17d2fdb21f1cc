import { readMetric } from '../monitoring/index.ts';
import { countsOf, queryOf } from './measure.ts';
import type { Objective, ObjectiveCounts } from './schemas.ts';

/** `objectiveCounts` step by step; steps in which nothing was counted are absent. For the system itself. */
export async function objectiveSeries(
  objective: Pick<Objective, 'endpoint' | 'kind' | 'thresholdMs'>,
  range: { from: Date; to: Date; step: number },
): Promise<({ at: Date } & ObjectiveCounts)[]> {
  const reading = await readMetric(queryOf(objective, objective.endpoint, range));
  const points = reading.groups[0]?.points ?? [];
  return points.map(({ at, ...measured }) => ({ at: new Date(at), ...countsOf(objective, measured) }));
}
