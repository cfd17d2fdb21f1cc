import type { Series } from './series.ts';

/** What a request adds to the rollups. */
export interface MeasuredRequest extends Series {
  at: Date;
  status: 'ok' | 'declined' | 'stopped' | 'error' | 'refused';
  /** Another entity than the arm answered. */
  fallback: boolean;
  /** The answer came from the response cache. */
  cacheHit: boolean;
  /** Who was assigned; null when the request is its own unit. */
  unit: string | null;
  /** Likeness of a shadow's answer to the one shown, 0–1; null when there was nothing to compare. */
  similarity: number | null;
  inputTokens: number;
  cachedInputTokens: number;
  cacheWriteTokens: number;
  outputTokens: number;
  reasoningTokens: number;
  /** Nano-dollars. */
  cost: bigint;
  totalMs: number;
  timeToFirstTokenMs: number | null;
  retrieveMs: number | null;
  generateMs: number | null;
  /** Null when the request did not get so far, as in all that follows. */
  queueMs: number | null;
  postProcessMs: number | null;
  retries: number;
  /** Of a failed or refused request. */
  errorCode: string | null;
  /** What guardrails found. */
  guardrailHits: readonly { stage: string; kind: string; count: number }[];
  /** ISO 639-1 of the question. */
  language: string | null;
  questionChars: number | null;
  answerChars: number | null;
  /** 0–1. */
  retrievalScore: number | null;
  passages: number | null;
  sentences: number | null;
  supportedSentences: number | null;
}
