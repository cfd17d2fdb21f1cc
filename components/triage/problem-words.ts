import type { ProblemReason } from '#lib/triage/schemas.ts';

export const reasonWords: Record<ProblemReason, string> = {
  thumbsDown: 'thumbs down',
  error: 'failed',
  blocked: 'blocked by a guardrail',
  declined: 'declined',
  askedAgain: 'asked again within minutes',
  unsupported: 'hardly supported by citations',
  poorRetrieval: 'poor passages',
  slow: 'slow for its endpoint',
};
