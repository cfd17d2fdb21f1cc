import { AppError } from '../../platform/errors.ts';
import { log } from '../../platform/log.ts';
import { ProviderError, type ProviderErrorCode } from '../../providers/contract.ts';
import { isDiskFull } from '../disk-full.ts';
import { ParseError } from '../parse/index.ts';

export interface Failure {
  /** For the person who looks at the document. */
  reason: string;
  /** True when the same work may well succeed a little later. */
  passing: boolean;
}

const passingProviderErrors: ReadonlySet<ProviderErrorCode> = new Set([
  'rate_limited',
  'unavailable',
  'timeout',
  'stream_cut',
]);

/** What an error in ingestion means for its document. Unknown errors are logged in full and shown without detail. */
export function describeFailure(error: unknown, context: Record<string, string>): Failure {
  if (error instanceof ParseError) return { reason: error.message, passing: false };
  if (isDiskFull(error)) {
    return { reason: 'The disk is full. Free some space; this goes on by itself.', passing: true };
  }
  if (error instanceof ProviderError) {
    return { reason: `Embedding failed: ${error.message}`, passing: passingProviderErrors.has(error.code) };
  }
  if (error instanceof AppError) return { reason: error.message, passing: error.code === 'unavailable' };
  log.error('ingestion failed unexpectedly', { ...context, error });
  return {
    reason: 'Something went wrong on our side while this document was worked on. The log says what.',
    passing: true,
  };
}
