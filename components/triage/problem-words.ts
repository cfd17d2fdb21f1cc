import {
  askedAgainMinutes,
  leastRetrievalScore,
  leastSupport,
  type ProblemReason,
  slowQuantile,
} from '#lib/triage/schemas.ts';

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

/** When a reason holds. */
export const reasonMeaning: Record<ProblemReason, string> = {
  thumbsDown: 'Rated down',
  error: 'Failed',
  blocked: 'Blocked by a guardrail',
  declined: 'Declined: the documents held no answer',
  askedAgain: `Like question by the same person within ${askedAgainMinutes} minutes`,
  unsupported: `Less than ${leastSupport * 100} % of its sentences supported`,
  poorRetrieval: `Retrieval score below ${leastRetrievalScore}`,
  slow: `Slower than ${slowQuantile * 100} % of its endpoint’s requests`,
};
