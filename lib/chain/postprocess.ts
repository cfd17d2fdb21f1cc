import { bannedTopicIn } from '#lib/text/banned/banned-topics.ts';
import { maskPii } from '#lib/text/personal-data/mask-pii.ts';
import { replaceMarkers } from './bind-citations.ts';
import type { ChainTrace } from './chain-trace.ts';
import { checkCitations } from './check-citations.ts';
import type { RunCustom } from './custom-step.ts';
import { maskCall } from './kept-texts.ts';
import { customDetail, declineOf } from './preprocess.ts';
import { spanned } from './run-contract.ts';
import type { PiiKind, PostprocessStep, SentenceCheck } from './schemas.ts';
import { countsDetail } from './steps/counts-detail.ts';
import { formatCitations } from './steps/format-citations.ts';
import { fitJsonSchema } from './steps/json-schema.ts';
import { limitAnswer } from './steps/limit-length.ts';
import type { AnswerDraft, StepOutcome } from './steps/step-contract.ts';

type ChangingStep = Exclude<PostprocessStep, { step: 'check-citations' }>;

export interface Postprocessed extends AnswerDraft {
  checks: SentenceCheck[];
  /** Whether a step declined; `text` is then its message. */
  declined: boolean;
}

/** Whether the text may change after the model wrote it, so that nobody may read it before. */
export function holdsTextBack(steps: readonly PostprocessStep[]): boolean {
  return steps.some(
    (step) =>
      step.step !== 'check-citations' && (step.step !== 'format-citations' || step.style !== 'markers'),
  );
}

/**
 * Applies the steps in order, each with a span of its own, until one declines. Citations are checked last, whatever
 * their place: the verdicts are about the text as it will be read. Of an answer by which the model itself declined only
 * personal data is masked, and a turn that calls tools is no answer yet: see `concernsCalls`.
 */
export async function postprocess(
  steps: readonly PostprocessStep[],
  written: AnswerDraft,
  trace: ChainTrace,
  dependencies: { runCustom: RunCustom; elapsed(): number },
): Promise<Postprocessed> {
  const kinds = steps.flatMap((step) => (step.step === 'mask-pii' ? step.kinds : []));
  const byModel = trace.finishReason === 'declined';
  const callsTools = trace.finishReason === 'tool-calls';
  let draft = written;
  for (const step of steps) {
    if (step.step === 'check-citations' || (byModel && step.step !== 'mask-pii')) continue;
    if (callsTools && !concernsCalls(step, draft)) continue;
    const name = step.step === 'custom' ? `custom:${step.name}` : step.step;
    let message: string | undefined;
    await spanned({ name, kind: 'step' }, trace, dependencies.elapsed, async () => {
      const outcome = await apply(step, draft, { question: trace.question, kinds }, dependencies.runCustom);
      draft = outcome.draft;
      message = outcome.decline;
      return message === undefined ? outcome.detail : { ...outcome.detail, declined: true };
    });
    if (message !== undefined) {
      const nothing = { appendix: '', citations: [], unmarked: false, toolCalls: [], checks: [] };
      return { ...nothing, text: message, declined: true };
    }
  }
  const checks: SentenceCheck[] = [];
  if (!byModel && !callsTools && steps.some(({ step }) => step === 'check-citations')) {
    await spanned({ name: 'check-citations', kind: 'step' }, trace, dependencies.elapsed, async () => {
      checks.push(...checkCitations(draft.text, draft.citations, { unmarked: draft.unmarked }));
      return checksDetail(checks);
    });
  }
  return { ...draft, checks, declined: false };
}

/** Of a turn that calls tools, what there is to read is screened; it is not the answer that a schema is about. */
function concernsCalls({ step }: ChangingStep, { text }: AnswerDraft): boolean {
  if (step === 'mask-pii' || step === 'banned-topics') return true;
  return text !== '' && step !== 'json-schema';
}

async function apply(
  step: ChangingStep,
  draft: AnswerDraft,
  { question, kinds }: { question: string; kinds: readonly PiiKind[] },
  runCustom: RunCustom,
): Promise<StepOutcome<AnswerDraft>> {
  switch (step.step) {
    case 'format-citations':
      return formatCitations(step, draft);
    case 'json-schema':
      return fitJsonSchema(step, draft);
    case 'mask-pii': {
      const [text, appendix] = [maskPii(draft.text, step.kinds), maskPii(draft.appendix, step.kinds)];
      return {
        draft: {
          ...draft,
          text: text.text,
          appendix: appendix.text,
          toolCalls: draft.toolCalls.map((call) =>
            maskCall(call, (given) => maskPii(given, step.kinds).text),
          ),
        },
        detail: countsDetail([text.counts, appendix.counts]),
      };
    }
    case 'limit-length':
      return limitAnswer(step, draft);
    case 'banned-topics': {
      const topic = bannedTopicIn(step, [draft.text, ...draft.toolCalls.map((call) => call.arguments)]);
      return { draft, detail: { topic }, ...(topic !== null && { decline: step.message }) };
    }
    case 'custom': {
      const { text, citations } = draft;
      const result = await runCustom(step, { text, citations, question });
      const changed = result.text !== undefined && result.text !== text;
      return {
        draft: changed ? { ...draft, text: knownMarkersOnly(result.text ?? text, draft) } : draft,
        detail: customDetail(result, changed, kinds),
        ...declineOf(result),
      };
    }
  }
}

/** A step's own text may name sources that do not exist. Without citations, brackets are just brackets. */
function knownMarkersOnly(text: string, { citations, unmarked }: AnswerDraft): string {
  if (citations.length === 0 || unmarked) return text;
  const known = new Set(citations.map(({ marker }) => marker));
  return replaceMarkers(text, (numbers) =>
    numbers
      .filter((number) => known.has(number))
      .map((number) => `[${number}]`)
      .join(''),
  );
}

function checksDetail(checks: readonly SentenceCheck[]): Record<string, number> {
  const count = (support: SentenceCheck['support']) =>
    checks.filter((check) => check.support === support).length;
  return {
    sentences: checks.length,
    supported: count('supported'),
    partlySupported: count('partly-supported'),
    unsupported: count('unsupported'),
  };
}
