import { detectLanguage, languageOfShortText } from '#lib/text/index.ts';
import type { PreprocessStep } from '../schemas.ts';
import type { QuestionDraft, StepOutcome } from './step-contract.ts';

type Step = Extract<PreprocessStep, { step: 'detect-language' }>;

/** Remembers the language of the question. A question too short to tell it is never declined for it. */
export function detectQuestionLanguage(step: Step, draft: QuestionDraft): StepOutcome<QuestionDraft> {
  const language = languageOfShortText(draft.question);
  // `languageOfShortText` says English when nothing tells.
  const certain = language !== 'en' || detectLanguage(draft.question) !== null;
  const allowed = step.allowed === undefined || step.allowed.includes(language);
  return {
    draft: { ...draft, language },
    detail: { language, certain, allowed },
    ...(certain && !allowed && { decline: step.message }),
  };
}
