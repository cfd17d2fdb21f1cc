export { detectMediaType } from './detect-media-type.ts';
export { ParseError, type ParseErrorCode } from './errors.ts';
export type { ParseProgress } from './format-contract.ts';
export { parseLimits } from './limits.ts';
export { type ParseInput, parseDocument } from './parse-document.ts';
export { closeParsePool, type PoolParseInput, parseInPool } from './pool.ts';
export { mediaTypes, type SupportedMediaType } from './sniff-text-type.ts';
