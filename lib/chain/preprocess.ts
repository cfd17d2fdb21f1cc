import { bannedTopicIn } from '#lib/text/banned/banned-topics.ts';
import { maskPii } from '#lib/text/personal-data/mask-pii.ts';
import type { ChainTrace, SpanDetail } from './chain-trace.ts';
import type { CustomResult, RunCustom } from './custom-step.ts';
import { maskDraft, maskedKinds } from './kept-texts.ts';
import { rewriteFromHistory } from './rewrite-question.ts';
import { spanned } from './run-contract.ts';
import type { PiiKind, PreprocessStep } from './schemas.ts';
import { countsDetail } from './steps/counts-detail.ts';
import { detectQuestionLanguage } from './steps/detect-language.ts';
import { limitQuestion } from './steps/limit-length.ts';
import { normalise } from './steps/normalise.ts';
import { screenQuestion } from './steps/screen-question.ts';
import type { QuestionDraft, StepOutcome } from './steps/step-contract.ts';

export interface Preprocessed {
  draft: QuestionDraft;
  /** The message of the step that declined, and its name; the steps after it did not run. */
  declined: { by: string; message: string } | null;
}

/** Applies the steps in order, each with a span of its own, until one declines. */
export async function preprocess(
  steps: readonly PreprocessStep[],
  received: QuestionDraft,
  trace: ChainTrace,
  dependencies: { runCustom: RunCustom; elapsed(): number },
): Promise<Preprocessed> {
  let draft = received;
  for (const step of steps) {
    const name = step.step === 'custom' ? `custom:${step.name}` : step.step;
    let message: string | undefined;
    await spanned({ name, kind: 'step' }, trace, dependencies.elapsed, async () => {
      const outcome = await apply(step, draft, maskedKinds(steps), dependencies.runCustom);
      draft = outcome.draft;
      message = outcome.decline;
      return message === undefined ? outcome.detail : { ...outcome.detail, declined: true };
    });
    if (message !== undefined) return { draft, declined: { by: name, message } };
  }
  return { draft, declined: null };
}

async function apply(
  step: PreprocessStep,
  draft: QuestionDraft,
  kinds: readonly PiiKind[],
  runCustom: RunCustom,
): Promise<StepOutcome<QuestionDraft>> {
  switch (step.step) {
    case 'normalise': {
      const question = normalise(draft.question);
      return { draft: { ...draft, question }, detail: { changed: question !== draft.question } };
    }
    case 'rewrite-from-history': {
      const { question, changed } = rewriteFromHistory(draft.question, draft.history.slice(-2 * step.turns));
      return { draft: { ...draft, question }, detail: { rewritten: changed } };
    }
    case 'detect-language':
      return detectQuestionLanguage(step, draft);
    case 'screen-injection':
      return screenQuestion(step, draft);
    case 'mask-pii': {
      const masked = maskDraft(draft, step.kinds);
      return { draft: masked.draft, detail: countsDetail(masked.counts) };
    }
    case 'limit-length':
      return limitQuestion(step, draft);
    case 'banned-topics': {
      const values = Object.values(draft.inputs).filter((value) => typeof value === 'string');
      const topic = bannedTopicIn(step, [draft.question, ...values]);
      return { draft, detail: { topic }, ...(topic !== null && { decline: step.message }) };
    }
    case 'custom': {
      const result = await runCustom(step, draft);
      const question = result.question ?? draft.question;
      const detail = customDetail(result, question !== draft.question, kinds);
      return { draft: { ...draft, question }, detail, ...declineOf(result) };
    }
  }
}

/** The facts of a custom step, without the personal data that the chain masks, and whether it changed the text. */
export function customDetail(
  { facts = {} }: CustomResult,
  changed: boolean,
  kinds: readonly PiiKind[],
): SpanDetail {
  const masked = Object.entries(facts).map(([name, fact]) => [
    name,
    typeof fact === 'string' ? maskPii(fact, kinds).text : fact,
  ]);
  return { ...Object.fromEntries(masked), changed };
}

export function declineOf({ decline }: CustomResult): { decline?: string } {
  return decline === undefined ? {} : { decline };
}
