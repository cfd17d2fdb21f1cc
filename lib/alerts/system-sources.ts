import { readMetric } from '../monitoring/index.ts';
import { allObjectives, objectiveCounts } from '../objectives/index.ts';
import type { Sources } from './sources.ts';

/** Where rules read in production. */
export const systemSources: Sources = {
  readMetric,
  objectives: allObjectives,
  countObjective: objectiveCounts,
};
