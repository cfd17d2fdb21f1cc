/** The only composer of an answer: authorise → admit → ask entities → record → tell. */
import { assertMay, userIdOf } from '../access/index.ts';
import { recordInference } from '../inference/index.ts';
import { log } from '../platform/log.ts';
import { currentPrice } from '../providers/index.ts';
import type { AnswerOutcome } from './answer-contract.ts';
import { type Failure, failureOf } from './answer-errors.ts';
import type { AnswerJob, AnswerRun } from './answer-job.ts';
import { announceEnd, outcomeOf, settleUsage, unrecorded } from './answer-outcome.ts';
import { toRecord } from './answer-record.ts';
import { attemptInOrder } from './attempts.ts';
import { likeness } from './likeness.ts';
import { readTurns } from './read-turns.ts';
import type { AnswerEvent } from './schemas.ts';

/** Never rejects. `finish` or `error` is the last event, emitted only after the inference row is durable. */
export async function runAnswer(job: AnswerJob, emit: (event: AnswerEvent) => void): Promise<AnswerOutcome> {
  const { request } = job;
  const arrived = performance.now();
  const run: AnswerRun = {
    at: new Date(),
    elapsed: () => performance.now() - arrived,
    admission: null,
    question: '',
    current: null,
    spans: [],
  };
  let failure: Failure | null = null;
  try {
    await produce(job, run, emit);
  } catch (error) {
    failure = failureOf(error, request.requestId, request.signal.aborted);
  }
  const trace = settleUsage(run);
  const outcome = outcomeOf(request, run, failure);
  const chosen = trace?.model ?? run.current?.entity.target?.chain.model ?? null;
  const kept = run.current?.keep?.();
  try {
    const price = chosen && (await currentPrice(chosen.provider, chosen.name));
    const similarity = similarityTo(job, outcome);
    await recordInference(toRecord({ job, run, outcome, model: chosen, price, similarity }));
  } catch (error) {
    log.error('an answer could not be recorded', { requestId: request.requestId, error });
    return unrecorded(outcome, emit);
  } finally {
    await kept;
  }
  announceEnd(outcome, emit);
  return outcome;
}

async function produce(job: AnswerJob, run: AnswerRun, emit: (event: AnswerEvent) => void): Promise<void> {
  const { request } = job;
  assertMay(request.caller, job.permission);
  const { history, question, following } = readTurns(request.turns);
  run.question = question;
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
  await attemptInOrder(
    admission.plan,
    {
      requestId: request.requestId,
      userId: userIdOf(request.caller),
      endpoint: { id: admission.endpoint?.id ?? '', name: request.endpoint },
      history,
      question,
      following,
      options: request.options ?? {},
      inputs: request.inputs,
      parameters: request.parameters ?? {},
      signal: request.signal,
      elapsed: run.elapsed,
      emit,
    },
    run,
  );
}

/** Null when there was nothing to compare: a failed shadow has no answer. */
function similarityTo({ mirrors }: AnswerJob, { status, text }: AnswerOutcome): number | null {
  if (mirrors === undefined || (status !== 'ok' && status !== 'declined')) return null;
  return likeness(mirrors.text, text);
}
