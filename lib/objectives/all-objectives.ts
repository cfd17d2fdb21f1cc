import { presentObjective } from './present.ts';
import type { Objective } from './schemas.ts';
import { everyObjective } from './store.ts';

/** Every objective, for the system itself: the evaluation of alerts. */
export async function allObjectives(): Promise<Objective[]> {
  return (await everyObjective()).map(presentObjective);
}
