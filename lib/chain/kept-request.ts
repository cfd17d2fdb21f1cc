import { maskDraft, maskedKinds } from './kept-texts.ts';
import type { ChatTurn, ExecutableChain, InputValues } from './schemas.ts';

export interface KeptRequest {
  /** All turns, the question last. */
  received: ChatTurn[];
  question: string;
  inputs: InputValues;
}

/** What may be kept of a request that no run has touched yet, or never will: without what a `mask-pii` step masks. */
export function keptRequest(
  chain: ExecutableChain,
  request: { history: readonly ChatTurn[]; question: string; inputs: InputValues },
): KeptRequest {
  const { history, question, inputs } = request;
  const { draft } = maskDraft({ history, question, inputs, language: null }, maskedKinds(chain.preprocess));
  return {
    received: [...draft.history, { role: 'user', content: draft.question }],
    question: draft.question,
    inputs: draft.inputs,
  };
}
