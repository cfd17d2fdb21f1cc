/** The only composer of an answer: admit → assign → run the chain → record → tell. */
import { assertMay, userIdOf } from '../access/index.ts';
import { type ChainTrace, emptyTrace, runChain } from '../chain/index.ts';
import { recordInference } from '../inference/index.ts';
import { passageCount, retrieve } from '../knowledge/index.ts';
import { AppError } from '../platform/errors.ts';
import { log } from '../platform/log.ts';
import { estimateUsage, getProvider } from '../providers/index.ts';
import { assign } from '../traffic/index.ts';
import type { AnswerOutcome, AnswerRequest } from './answer-contract.ts';
import { type Failure, failureOf } from './answer-errors.ts';
import { type Admitted, toRecord } from './answer-record.ts';
import { assertInputFits, readTurns } from './read-turns.ts';
import { type ResolvedEntity, resolveEndpoint } from './resolve-endpoint.ts';
import { trackAnswer } from './running-answers.ts';
import type { AnswerEvent } from './schemas.ts';

/**
 * Answers one request and records it, whatever happens. Events go to `emit` as they occur; `finish` or `error` is the last
 * and is emitted only after the inference row is durable. Never rejects.
 */
export function answer(request: AnswerRequest, emit: (event: AnswerEvent) => void): Promise<AnswerOutcome> {
  const stopper = new AbortController();
  const signal = AbortSignal.any([request.signal, stopper.signal]);
  const done = run({ ...request, signal }, emit);
  trackAnswer(request.requestId, done, () => stopper.abort());
  return done;
}

async function run(request: AnswerRequest, emit: (event: AnswerEvent) => void): Promise<AnswerOutcome> {
  const arrived = performance.now();
  const at = new Date();
  const elapsed = () => performance.now() - arrived;
  const trace = emptyTrace();
  const admitted: Admitted = { endpoint: null, served: null };
  let failure: Failure | null = null;
  try {
    await produce(request, trace, admitted, elapsed, emit);
  } catch (error) {
    failure = failureOf(error, request.requestId, request.signal.aborted);
  }
  trace.usage ??= usageSoFar(trace);
  const outcome = outcomeOf(request, trace, admitted, failure, elapsed());
  try {
    await recordInference(toRecord({ request, at, trace, admitted, outcome, totalMs: elapsed() }));
  } catch (error) {
    log.error('an answer could not be recorded', { requestId: request.requestId, error });
    return unrecorded(outcome, emit);
  }
  announceEnd(outcome, emit);
  return outcome;
}

async function produce(
  request: AnswerRequest,
  trace: ChainTrace,
  admitted: Admitted,
  elapsed: () => number,
  emit: (event: AnswerEvent) => void,
): Promise<void> {
  assertMay(request.caller, request.source === 'chat' ? 'chat.use' : 'endpoints.query');
  const { history, question } = readTurns(request.turns);
  trace.question = question;
  const endpoint = await resolveEndpoint(request.endpoint);
  admitted.endpoint = endpoint;
  const unit = request.unit ?? userIdOf(request.caller) ?? request.conversationId ?? request.requestId;
  const served: ResolvedEntity = assign(endpoint.name, unit, endpoint.entities);
  admitted.served = served;
  assertInputFits(served.chain, question);
  emit({
    type: 'start',
    requestId: request.requestId,
    endpoint: endpoint.name,
    model: served.modelName,
    version: served.version,
  });
  trace.spans.push({
    name: 'admit',
    kind: 'stage',
    startMs: 0,
    endMs: elapsed(),
    detail: { entity: served.name },
  });
  const parameters = { ...served.chain.model.parameters, ...request.parameters };
  const timeout = AbortSignal.timeout(parameters.timeoutMs);
  try {
    await runChain(
      { ...served.chain, model: { ...served.chain.model, parameters } },
      { history, question },
      trace,
      {
        provider: await getProvider(served.chain.model.provider),
        retrieve: (retrieval, text, signal) => retrieve({ ...retrieval, query: text, signal }),
        passagesOf: (retrieval) => passageCount(retrieval.knowledge, retrieval.snapshot),
        elapsed,
        date: new Date(),
        emit,
        signal: AbortSignal.any([request.signal, timeout]),
      },
    );
  } catch (error) {
    if (timeout.aborted && !request.signal.aborted) throw answerTimeout(parameters.timeoutMs);
    throw error;
  }
}

function answerTimeout(timeoutMs: number): AppError {
  return new AppError(
    'timeout',
    `The answer was not ready within ${timeoutMs / 1000} seconds and was stopped. Try again.`,
    {
      reason: 'answer_timeout',
    },
  );
}

/** A cut or stopped stream reports no usage; what was sent and received is estimated. */
function usageSoFar(trace: ChainTrace) {
  const prompt = trace.prompt?.map((turn) => turn.content).join('\n') ?? '';
  return estimateUsage(prompt, trace.text);
}

function outcomeOf(
  request: AnswerRequest,
  trace: ChainTrace,
  admitted: Admitted,
  failure: Failure | null,
  totalMs: number,
): AnswerOutcome {
  const status = failure?.status ?? (trace.finishReason === 'declined' ? 'declined' : 'ok');
  return {
    requestId: request.requestId,
    status,
    httpStatus: failure?.httpStatus ?? 200,
    text: trace.text,
    detail: {
      citations: trace.citations,
      checks: trace.checks,
      status,
      model: admitted.served?.modelName ?? null,
      version: admitted.served?.version ?? null,
      totalMs,
      error: failure?.error ?? null,
    },
    inputTokens: trace.usage ? trace.usage.input + trace.usage.cachedInput + trace.usage.cacheWrite : 0,
    outputTokens: trace.usage ? trace.usage.output + trace.usage.reasoning : 0,
    finishReason: trace.finishReason,
    retryAfterSeconds: failure?.retryAfterSeconds ?? null,
  };
}

function announceEnd(outcome: AnswerOutcome, emit: (event: AnswerEvent) => void): void {
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
function unrecorded(outcome: AnswerOutcome, emit: (event: AnswerEvent) => void): AnswerOutcome {
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
