/** What may be kept of a request: personal data that a step masks is in no row, whatever step the run ended at. */

import { maskPii, type PiiCounts } from '#lib/text/personal-data/mask-pii.ts';
import type { ChatTurn, PiiKind, PreprocessStep, ToolCall } from './schemas.ts';
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
    history: draft.history.map((turn) => maskTurn(turn, mask)),
    inputs: Object.fromEntries(inputs),
  };
  return { draft: masked, counts };
}

/** Turns without the personal data of these kinds, the arguments of called tools included. */
export function maskTurns(turns: readonly ChatTurn[], kinds: readonly PiiKind[]): ChatTurn[] {
  return turns.map((turn) => maskTurn(turn, (text) => maskPii(text, kinds).text));
}

export function maskCall(call: ToolCall, mask: (text: string) => string): ToolCall {
  return { ...call, arguments: mask(call.arguments) };
}

function maskTurn(turn: ChatTurn, mask: (text: string) => string): ChatTurn {
  return {
    ...turn,
    content: mask(turn.content),
    ...(turn.toolCalls && { toolCalls: turn.toolCalls.map((call) => maskCall(call, mask)) }),
  };
}
