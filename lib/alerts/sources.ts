import type { MetricQuery, MetricReading } from '../monitoring/schemas.ts';
import type { Objective } from '../objectives/schemas.ts';
import type { Counts } from './burn-rate.ts';

export type JudgedObjective = Pick<Objective, 'id' | 'name' | 'endpoint' | 'kind' | 'target' | 'thresholdMs'>;

/** Where rules read. Handed in, so that tests and previews read elsewhere. */
export interface Sources {
  readMetric(query: MetricQuery): Promise<MetricReading>;
  objectives(): Promise<readonly JudgedObjective[]>;
  countObjective(objective: JudgedObjective, from: Date, to: Date): Promise<Counts>;
}
