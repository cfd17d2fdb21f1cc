export { buildPrompt } from './build-prompt.ts';
export { canonicalJson, chainHash } from './canonical-json.ts';
export { type ChainTrace, emptyTrace } from './chain-trace.ts';
export { checkInputs } from './check-inputs.ts';
export {
  type CustomInput,
  type CustomPostprocessInput,
  type CustomPreprocessInput,
  type CustomResult,
  customResultSchema,
  maxCustomTextChars,
  type RunCustom,
} from './custom-step.ts';
export { defaultChain } from './default-chain.ts';
export { diffDocuments } from './diff/diff-documents.ts';
export { documentProblems } from './document-problems.ts';
export { type KeptRequest, keptRequest, maskKept } from './kept-request.ts';
export { chainError, parseChainSource, readChainSource, toYaml } from './parse-chain.ts';
export { runChain } from './run-chain.ts';
export type {
  ChainDependencies,
  ChainEvent,
  ChainGuard,
  ChainInput,
  OutputScreen,
  ScreenedText,
} from './run-contract.ts';
export { checkCustomStep } from './sandbox/check-custom-step.ts';
export { CustomStepError, runCustom } from './sandbox/run-custom.ts';
export { toExecutable } from './to-executable.ts';
