'use client';

import { createContext, use } from 'react';
import type { Citation, SentenceCheck } from '#lib/chain/schemas.ts';

/** What the pieces of a rendered answer need to know of the whole. */
export interface AnswerContextValue {
  citations: readonly Citation[];
  checks: readonly SentenceCheck[];
  openSource: (marker: number) => void;
  /** Marker whose source is open beside. */
  openMarker: number | null;
}

export const AnswerContext = createContext<AnswerContextValue>({
  citations: [],
  checks: [],
  openSource: () => undefined,
  openMarker: null,
});

export function useAnswerContext(): AnswerContextValue {
  return use(AnswerContext);
}
