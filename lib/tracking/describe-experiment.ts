import type { Caller } from '../access/index.ts';
import { noteTag } from './tags.ts';
import { updateExperiment } from './update-experiment.ts';

/** Writes the description where MLflow's own screens show it. Throws as `updateExperiment`. */
export function describeExperiment(caller: Caller, id: string, description: string): Promise<void> {
  return updateExperiment(caller, id, { tags: { [noteTag]: description } });
}
