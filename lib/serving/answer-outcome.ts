/** How an answer ended, as its reader is told. */
import type { ChainTrace } from '../chain/index.ts';
import { estimateUsage } from '../providers/index.ts';
import type { AnswerOutcome, AnswerRequest } from './answer-contract.ts';
import type { Failure } from './answer-errors.ts';
import type { AnswerRun } from './answer-job.ts';
import { keptAnswer } from './kept-answer.ts';
import type { AnswerDetail, AnswerEvent } from './schemas.ts';

/** A cut or stopped stream reports no usage: what was sent and received is estimated. */
export function settleUsage({ current }: AnswerRun): ChainTrace | null {
  if (current === null) return null;
  const { trace } = current;
  const prompt = trace.prompt?.map((turn) => turn.content).join('\n') ?? '';
  trace.usage ??= estimateUsage(
    prompt,
    trace.text + trace.withheld + trace.toolCalls.map((call) => call.arguments).join(''),
  );
  return trace;
}

export function outcomeOf(request: AnswerRequest, run: AnswerRun, failure: Failure | null): AnswerOutcome {
  const trace = run.current?.trace;
  const target = run.current?.entity.target;
  const usage = trace?.usage;
  const refused = run.refusal !== null || (trace?.refusal ?? null) !== null;
  const declined = refused || trace?.finishReason === 'declined';
  const status = failure?.status ?? (declined ? 'declined' : 'ok');
  const text = trace?.text ?? run.refusal ?? '';
  const detail: AnswerDetail = {
    citations: trace?.citations ?? [],
    checks: trace?.checks ?? [],
    status,
    model: target?.modelName ?? null,
    version: target?.version ?? null,
    totalMs: run.elapsed(),
    error: failure?.error ?? null,
    ...(run.guard !== null && run.guard.hits.length > 0 && { guardrails: run.guard.summary }),
  };
  return {
    requestId: request.requestId,
    status,
    httpStatus: failure?.httpStatus ?? 200,
    text,
    toolCalls: trace?.toolCalls ?? [],
    detail,
    kept: keptAnswer(run.guard, text, detail),
    entity: run.current?.entity.name ?? null,
    cache: run.current?.cache ?? 'off',
    inputTokens: usage ? usage.input + usage.cachedInput + usage.cacheWrite : 0,
    cachedInputTokens: usage?.cachedInput ?? 0,
    outputTokens: usage ? usage.output + usage.reasoning : 0,
    reasoningTokens: usage?.reasoning ?? 0,
    finishReason: refused ? 'content-filter' : (trace?.finishReason ?? null),
    retryAfterSeconds: failure?.retryAfterSeconds ?? null,
  };
}

export function announceEnd(outcome: AnswerOutcome, emit: (event: AnswerEvent) => void): void {
  const { error } = outcome.detail;
  if (error !== null && outcome.status !== 'stopped') {
    emit({ type: 'error', requestId: outcome.requestId, error });
    return;
  }
  emit({
    type: 'finish',
    status: outcome.status,
    text: outcome.text,
    detail: outcome.detail,
    usage: { inputTokens: outcome.inputTokens, outputTokens: outcome.outputTokens },
  });
}

/** An answer without its row is not acknowledged: the promise is that nothing acknowledged is missing from the log. */
export function unrecorded(outcome: AnswerOutcome, emit: (event: AnswerEvent) => void): AnswerOutcome {
  const error = {
    code: 'not_recorded',
    message: 'The answer could not be written to the log, so it does not count. Try again in a moment.',
    retryable: true,
  };
  emit({ type: 'error', requestId: outcome.requestId, error });
  return {
    ...outcome,
    status: 'error',
    httpStatus: 503,
    detail: { ...outcome.detail, status: 'error', error },
  };
}
