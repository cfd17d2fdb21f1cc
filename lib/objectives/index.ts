export { allObjectives } from './all-objectives.ts';
export { burnRate } from './budget.ts';
export { createObjective } from './create-objective.ts';
export { deleteObjective } from './delete-objective.ts';
export { getObjective } from './get-objective.ts';
export { listObjectives } from './list-objectives.ts';
export { objectiveCounts } from './objective-counts.ts';
export { updateObjective } from './update-objective.ts';
