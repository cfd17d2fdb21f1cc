import { maskPii } from '#lib/text/personal-data/mask-pii.ts';
import { maskDraft, maskedKinds, maskTurns } from './kept-texts.ts';
import type { ChatTurn, ExecutableChain, InputValues } from './schemas.ts';

export interface KeptRequest {
  /** All turns, the question where it stood. */
  received: ChatTurn[];
  question: string;
  inputs: InputValues;
}

/** What may be kept of a request that no run has touched yet, or never will: without what a `mask-pii` step masks. */
export function keptRequest(
  chain: ExecutableChain,
  request: {
    history: readonly ChatTurn[];
    question: string;
    following: readonly ChatTurn[];
    inputs: InputValues;
  },
): KeptRequest {
  const { history, question, following, inputs } = request;
  const kinds = maskedKinds(chain.preprocess);
  const { draft } = maskDraft({ history, question, inputs, language: null }, kinds);
  return {
    received: [...draft.history, { role: 'user', content: draft.question }, ...maskTurns(following, kinds)],
    question: draft.question,
    inputs: draft.inputs,
  };
}

/** A text beside the conversation, such as a caller's own metadata, as it may be kept. */
export function maskKept({ preprocess }: ExecutableChain, text: string): string {
  const kinds = maskedKinds(preprocess);
  return kinds.length === 0 ? text : maskPii(text, kinds).text;
}
