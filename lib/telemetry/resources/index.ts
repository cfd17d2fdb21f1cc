export { createTarget, deleteTarget, listTargets, tryTarget, updateTarget } from './manage-targets.ts';
export { startSampling } from './sample-resources.ts';
