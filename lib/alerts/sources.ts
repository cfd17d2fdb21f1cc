import type { MetricQuery, MetricReading } from '../monitoring/schemas.ts';
import type { Counts } from './burn-rate.ts';

export interface JudgedObjective {
  id: string;
  name: string;
  endpoint: string;
  /** Share that must be good, 0–1. */
  target: number;
}

/** Where rules read. Handed in, so that tests and previews read elsewhere. */
export interface Sources {
  readMetric(query: MetricQuery): Promise<MetricReading>;
  objectives(): Promise<readonly JudgedObjective[]>;
  countObjective(objective: JudgedObjective, from: Date, to: Date): Promise<Counts>;
}
