/** The intended entity first; its fallbacks in order, as long as nothing was shown and another may do better. */

import type { TraceSpan } from '../inference/schemas.ts';
import { AppError } from '../platform/errors.ts';
import { ProviderError } from '../providers/index.ts';
import { failureOf, isFaultOfVersion } from './answer-errors.ts';
import { type Attempt, newAttempt, type Question, runAttempt } from './attempt.ts';
import type { ResolvedEntity } from './resolve-entity.ts';

/** What of a request is known so far; stays readable when the attempts fail. */
export interface Attempts {
  /** The one that counts: that answered, or was about to. */
  current: Attempt | null;
  /** Those that failed, in order. */
  failed: Attempt[];
  /** One for each attempt, when there was more than one. */
  spans: TraceSpan[];
}

/**
 * Leaves the attempt that answered in `attempts.current`. When all failed, it is the intended entity's, and its failure is
 * thrown: the others were asked only because of it.
 */
export async function attemptInOrder(
  plan: readonly ResolvedEntity[],
  ask: Question,
  attempts: Attempts,
): Promise<void> {
  let first: { attempt: Attempt; error: unknown } | null = null;
  for (const entity of plan) {
    const attempt = newAttempt(entity, ask.question);
    attempts.current = attempt;
    const startMs = ask.elapsed();
    try {
      await runAttempt(attempt, ask);
      if (first !== null) attempts.spans.push(spanOf(attempt, startMs, ask, null));
      return;
    } catch (error) {
      attempts.failed.push(attempt);
      if (plan.length > 1) attempts.spans.push(spanOf(attempt, startMs, ask, error));
      const shown = attempt.trace.text !== '' || attempt.trace.toolCalls.length > 0;
      if (shown || ask.signal.aborted || (first === null && !mayDoBetter(error))) throw error;
      first ??= { attempt, error };
    }
  }
  if (first === null) throw new RangeError('there was no entity to ask');
  attempts.current = first.attempt;
  throw first.error;
}

/** Refusals of the request itself would be refused again; what failed on our side or the provider's may not. */
function mayDoBetter(error: unknown): boolean {
  if (error instanceof ProviderError) return error.code !== 'aborted';
  return !(error instanceof AppError) || error.status >= 500 || isFaultOfVersion(error);
}

function spanOf({ entity }: Attempt, startMs: number, ask: Question, error: unknown): TraceSpan {
  const failure = error === null ? null : failureOf(error, ask.requestId, ask.signal.aborted).error;
  return {
    name: 'attempt',
    kind: 'stage',
    startMs,
    endMs: ask.elapsed(),
    detail: { entity: entity.name, error: failure?.code ?? null, message: failure?.message ?? null },
  };
}
