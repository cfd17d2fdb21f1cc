import { type Caller, principalsOf } from '../access/index.ts';
import type { Inference, InferenceSummary } from './schemas.ts';
import { findWithheld } from './withheld-store.ts';

/** What stands for an answer whose documents the reader may not see. */
export const withheldText = 'Withheld: this answer drew on a document that you may not read.';

/** Of these requests, those whose answers the caller may not read. */
export async function withheldFrom(caller: Caller, requestIds: readonly string[]): Promise<Set<string>> {
  const principals = principalsOf(caller);
  return principals === null ? new Set() : findWithheld(requestIds, principals);
}

export async function withholdSummaries(
  caller: Caller,
  items: readonly InferenceSummary[],
): Promise<InferenceSummary[]> {
  const withheld = await withheldFrom(
    caller,
    items.map(({ requestId }) => requestId),
  );
  return items.map((item) => (withheld.has(item.requestId) ? { ...item, output: withheldText } : item));
}

/** Whatever repeats the document's words goes: the answer, the passages, the prompt they stood in. Figures stay. */
export async function withholdInference(caller: Caller, inference: Inference): Promise<Inference> {
  const withheld = await withheldFrom(caller, [inference.requestId]);
  if (!withheld.has(inference.requestId)) return inference;
  return {
    ...inference,
    output: withheldText,
    citations: [],
    checks: [],
    toolCalls: [],
    prompt: null,
    retrieved: null,
  };
}
