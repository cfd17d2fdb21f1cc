/** An answer as it may be written down: without the personal data that the endpoint's guardrails keep out of storage. */
import type { RequestGuard } from '../guardrails/index.ts';
import type { AnswerDetail } from './schemas.ts';

export interface KeptAnswer {
  /** Whether the endpoint keeps personal data out of storage: the answer as shown is written nowhere. */
  masked: boolean;
  text: string;
  detail: AnswerDetail;
}

/** Verdicts keep their places: their offsets are moved with the text. */
export function keptAnswer(guard: RequestGuard | null, text: string, detail: AnswerDetail): KeptAnswer {
  if (guard === null || !guard.storesMasked) return { masked: false, text, detail };
  const kept = guard.keptWithPlaces(text);
  const checks = detail.checks.map((check) => ({
    ...check,
    start: kept.place(check.start),
    end: kept.place(check.end),
  }));
  const { citations, error } = detail;
  return {
    masked: true,
    text: kept.text,
    detail: { ...detail, checks, citations: guard.keptDeep(citations), error: guard.keptDeep(error) },
  };
}
