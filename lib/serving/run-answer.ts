/** The only composer of an answer: authorise → admit → ask entities → record → tell. */
import { assertMay, principalsOf, userIdOf } from '../access/index.ts';
import { closedGuard, type GuardedRequest, guardFor } from '../guardrails/index.ts';
import { recordInference } from '../inference/index.ts';
import { log } from '../platform/log.ts';
import { beginTrace, type RequestTrace, withTrace } from '../platform/trace-context.ts';
import { currentPrice } from '../providers/index.ts';
import type { AnswerOutcome } from './answer-contract.ts';
import { type Failure, failureOf } from './answer-errors.ts';
import type { AnswerJob, AnswerRun } from './answer-job.ts';
import { announceEnd, outcomeOf, settleUsage, unrecorded } from './answer-outcome.ts';
import { toRecord } from './answer-record.ts';
import { settlementOf } from './answer-usage.ts';
import { attemptInOrder } from './attempts.ts';
import { likeness } from './likeness.ts';
import { readTurns } from './read-turns.ts';
import type { AnswerEvent } from './schemas.ts';

/** Never rejects. `finish` or `error` is the last event, emitted only after the inference row is durable. */
export function runAnswer(job: AnswerJob, emit: (event: AnswerEvent) => void): Promise<AnswerOutcome> {
  // Nobody waits for a shadow: its trace is its own.
  const trace = beginTrace(job.request.requestId, job.traffic !== 'shadow');
  return withTrace(trace, () =>
    runTraced(job, trace, (event) => {
      if (event.type === 'stage') trace.stage = event.stage;
      emit(event);
    }),
  );
}

async function runTraced(
  job: AnswerJob,
  trace: RequestTrace,
  emit: (event: AnswerEvent) => void,
): Promise<AnswerOutcome> {
  const { request } = job;
  const arrived = performance.now();
  const run: AnswerRun = {
    at: new Date(),
    trace,
    elapsed: () => performance.now() - arrived,
    admission: null,
    guard: null,
    refusal: null,
    question: '',
    current: null,
    failed: [],
    spans: [],
  };
  let failure: Failure | null = null;
  try {
    await produce(job, run, emit);
  } catch (error) {
    failure = failureOf(error, request.requestId, request.signal.aborted);
  }
  const settled = settleUsage(run);
  const outcome = outcomeOf(request, run, failure);
  const chosen = settled?.model ?? run.current?.entity.target?.chain.model ?? null;
  const kept = run.current?.keep?.();
  try {
    const price = chosen && (await currentPrice(chosen.provider, chosen.name));
    const similarity = similarityTo(job, outcome);
    const settlement = await settlementOf({ job, run, outcome, model: chosen, price });
    await recordInference(toRecord({ job, run, outcome, model: chosen, price, similarity }), settlement);
  } catch (error) {
    log.error('an answer could not be recorded', { requestId: request.requestId, error });
    return unrecorded(outcome, emit);
  } finally {
    // Also when it could not be recorded: whether it is in the ledger is not known then, and must not be used twice.
    run.admission?.limits?.settle(outcome);
    await kept;
  }
  announceEnd(outcome, emit);
  return outcome;
}

async function produce(job: AnswerJob, run: AnswerRun, emit: (event: AnswerEvent) => void): Promise<void> {
  const { request } = job;
  await guardRun(run, request.endpoint);
  assertMay(request.caller, job.permission);
  const read = readTurns(request.turns);
  run.question = read.question;
  const admission = await job.admit();
  run.admission = admission;
  const [intended] = admission.plan;
  run.spans.push({
    name: 'admit',
    kind: 'stage',
    startMs: 0,
    endMs: run.elapsed(),
    detail: { entity: intended.name },
  });
  const asked = screenRequest({ ...read, inputs: request.inputs }, run);
  if (run.refusal !== null) {
    emit({ type: 'delta', text: run.refusal });
    emit({ type: 'refusal', message: run.refusal, partial: false });
    return;
  }
  await attemptInOrder(
    admission.plan,
    {
      requestId: request.requestId,
      userId: userIdOf(request.caller),
      reader:
        request.reader === undefined ? principalsOf(request.onBehalfOf ?? request.caller) : request.reader,
      endpoint: { id: admission.endpoint?.id ?? '', name: request.endpoint },
      ...asked,
      guard: run.guard,
      options: request.options ?? {},
      parameters: request.parameters ?? {},
      signal: request.signal,
      elapsed: run.elapsed,
      emit,
    },
    run,
  );
}

/** First of all: what is refused is written down too, and only as the policy allows. */
async function guardRun(run: AnswerRun, endpoint: string): Promise<void> {
  try {
    run.guard = await guardFor(endpoint);
  } catch (error) {
    run.guard = closedGuard();
    throw error;
  }
}

/** What the version may read; `run.refusal` is set when it may read nothing. */
function screenRequest(request: GuardedRequest, run: AnswerRun): GuardedRequest {
  const { guard } = run;
  if (guard === null) return request;
  const startMs = run.elapsed();
  const { blocked, ...asked } = guard.screenRequest(request);
  const detail = guard.detailOf('input');
  run.spans.push({ name: 'guardrails:input', kind: 'step', startMs, endMs: run.elapsed(), detail });
  if (blocked) run.refusal = guard.message;
  return asked;
}

/** Null when there was nothing to compare: a failed shadow has no answer. */
function similarityTo({ mirrors }: AnswerJob, { status, text }: AnswerOutcome): number | null {
  if (mirrors === undefined || (status !== 'ok' && status !== 'declined')) return null;
  return likeness(mirrors.text, text);
}
