import { screenInjection } from '#lib/text/injection/screen-injection.ts';
import { piiKinds } from '#lib/text/personal-data/kinds.ts';
import { locatePii } from '#lib/text/personal-data/locate-pii.ts';

/** A question is short; of a whole document that is sent as one, its beginning and end say enough. */
const mostChars = 4000;

/** What the detectors of guardrails find in a question, whether or not the endpoint has any guardrails. */
export function screenedQuestion(question: string): { injectionScore: number | null; piiHits: number } {
  if (question === '') return { injectionScore: null, piiHits: 0 };
  const screened =
    question.length <= mostChars
      ? question
      : `${question.slice(0, mostChars / 2)}\n${question.slice(-mostChars / 2)}`;
  return {
    injectionScore: screenInjection(screened).score,
    piiHits: locatePii(screened, piiKinds).length,
  };
}
