export { type ComposedAnswer, composeAnswer } from './compose-answer.ts';
export { createExtractiveProvider, extractiveModel } from './create-extractive-provider.ts';
