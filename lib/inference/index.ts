export { exportInferences } from './export-inferences.ts';
export { feedbackOf } from './feedback-of.ts';
export { getInference } from './get-inference.ts';
export { giveFeedback } from './give-feedback.ts';
export { listInferences } from './list-inferences.ts';
export { recentUnits } from './recent-units.ts';
export type { InferenceRecord } from './record.ts';
export { flushInferences, recordInference } from './record-inference.ts';
export { forgetStoragePolicies, storesText } from './stores-text.ts';
