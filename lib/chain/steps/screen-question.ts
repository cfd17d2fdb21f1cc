import { screenInjection } from '#lib/text/injection/screen-injection.ts';
import type { PreprocessStep } from '../schemas.ts';
import type { QuestionDraft, StepOutcome } from './step-contract.ts';

type Step = Extract<PreprocessStep, { step: 'screen-injection' }>;

export function screenQuestion(step: Step, draft: QuestionDraft): StepOutcome<QuestionDraft> {
  const values = Object.values(draft.inputs).filter((value) => typeof value === 'string');
  const { score, signals } = screenInjection([draft.question, ...values].join('\n\n'));
  const suspicious = score >= step.threshold;
  const detail = { score: Math.round(score * 100) / 100, signals: signals.join(', '), suspicious };
  return { draft, detail, ...(suspicious && step.action === 'block' && { decline: step.message }) };
}
