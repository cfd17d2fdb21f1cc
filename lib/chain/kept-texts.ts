/** What may be kept of a request: personal data that a step masks is in no row, whatever step the run ended at. */
import type { PiiKind, PreprocessStep } from './schemas.ts';
import { maskPii, type PiiCounts } from './steps/mask-pii.ts';
import type { QuestionDraft } from './steps/step-contract.ts';

/** Kinds that any `mask-pii` step of the chain masks. */
export function maskedKinds(steps: readonly PreprocessStep[]): PiiKind[] {
  return [...new Set(steps.flatMap((step) => (step.step === 'mask-pii' ? step.kinds : [])))];
}

/** Question, every earlier turn and every text among the inputs, masked. */
export function maskDraft(
  draft: QuestionDraft,
  kinds: readonly PiiKind[],
): { draft: QuestionDraft; counts: PiiCounts[] } {
  if (kinds.length === 0) return { draft, counts: [] };
  const counts: PiiCounts[] = [];
  const mask = (text: string): string => {
    const masked = maskPii(text, kinds);
    counts.push(masked.counts);
    return masked.text;
  };
  const inputs = Object.entries(draft.inputs).map(([name, value]) => [
    name,
    typeof value === 'string' ? mask(value) : value,
  ]);
  const masked: QuestionDraft = {
    ...draft,
    question: mask(draft.question),
    history: draft.history.map((turn) => ({ ...turn, content: mask(turn.content) })),
    inputs: Object.fromEntries(inputs),
  };
  return { draft: masked, counts };
}
