export { buildPrompt } from './build-prompt.ts';
export { chainHash } from './canonical-json.ts';
export { defaultChain } from './default-chain.ts';
export { chainError, parseChainSource, readChainSource, toYaml } from './parse-chain.ts';
export { type ChainTrace, emptyTrace, runChain } from './run-chain.ts';
export { templateProblems } from './template-problems.ts';
export { toExecutable } from './to-executable.ts';
