/** One entity's try at a request: check the input, ask the cache, take a place, run the version. */
import { isDeepStrictEqual } from 'node:util';
import { type ChainTrace, checkInputs, emptyTrace, keptRequest } from '../chain/index.ts';
import type { ChatTurn, GenerationOptions, InputValues, ModelParameters } from '../chain/schemas.ts';
import type { RequestGuard } from '../guardrails/index.ts';
import type { Reader } from '../knowledge/index.ts';
import { AppError } from '../platform/errors.ts';
import { emptyUsage } from '../providers/index.ts';
import { enterGate, gateKey } from './concurrency-gate.ts';
import { assertInputFits } from './read-turns.ts';
import type { ResolvedEntity, ResolvedTarget } from './resolve-entity.ts';
import { type CachedAnswer, cachedAnswer, keepAnswer, responseKey } from './response-cache.ts';
import { runVersion } from './run-version.ts';
import type { AnswerEvent } from './schemas.ts';

export interface Question {
  requestId: string;
  /** The person behind the request; absent for nobody. */
  userId?: string | null;
  /** Whom documents are looked up for. */
  reader: Reader;
  /** Name for the reader, and what concurrency is counted under. */
  endpoint: { id: string; name: string };
  history: readonly ChatTurn[];
  question: string;
  /** Turns after the question: calls of tools and what they gave. */
  following: readonly ChatTurn[];
  /** Null when the endpoint lets everything pass. */
  guard: RequestGuard | null;
  options: GenerationOptions;
  inputs: InputValues;
  parameters: Partial<ModelParameters>;
  signal: AbortSignal;
  elapsed(): number;
  emit(event: AnswerEvent): void;
}

export interface Attempt {
  readonly entity: ResolvedEntity;
  readonly trace: ChainTrace;
  cache: 'off' | 'miss' | 'hit';
  /** What the answer was drawn from. */
  knowledge: { name: string; snapshot: number } | null;
  /** Keeps the answer for the next who asks the same; null when it need not be kept. */
  keep: (() => Promise<void>) | null;
}

export function newAttempt(entity: ResolvedEntity, question: string): Attempt {
  return {
    entity,
    trace: { ...emptyTrace(), question },
    cache: 'off',
    knowledge: null,
    keep: null,
  };
}

/** Fills the attempt. Throws what the run throws; what is missing on our side is `unavailable`, with a reason. */
export async function runAttempt(attempt: Attempt, ask: Question): Promise<void> {
  const { entity } = attempt;
  const target = targetOf(entity, ask);
  ask.emit({
    type: 'start',
    requestId: ask.requestId,
    endpoint: ask.endpoint.name,
    entity: entity.name,
    model: target.modelName,
    version: target.version,
    ...(ask.guard?.storesMasked && { unstored: true }),
  });
  // Also what is refused, or fails before pre-processing begins, leaves a row.
  Object.assign(attempt.trace, keptRequest(target.chain, ask));
  assertInputFits(target.chain, ask.question);
  const inputs = checkInputs(target.chain.input, ask.inputs);
  try {
    const key = await keyOf(target, entity, { ...ask, inputs });
    const known = key === null ? null : await cachedAnswer(key);
    if (known !== null) return replay(known, attempt, ask);
    if (key !== null) attempt.cache = 'miss';
    await generate(target, attempt, { ...ask, inputs });
    if (key !== null) attempt.keep = () => keepWhole(key, attempt, ask);
  } catch (error) {
    throw missingKnowledge(error);
  }
}

function targetOf({ target, problem }: ResolvedEntity, { endpoint }: Question): ResolvedTarget {
  if (target !== null) return target;
  throw new AppError(
    'unavailable',
    `The endpoint "${endpoint.name}" cannot serve this: ${problem} Tell an administrator.`,
    { reason: 'no_version' },
  );
}

function keyOf(target: ResolvedTarget, { cache }: ResolvedEntity, ask: Question): Promise<Buffer> | null {
  if (cache.responses === 'off') return null;
  return responseKey(cache.responses, target, { ...ask, policy: ask.guard?.number ?? 0 });
}

async function generate(target: ResolvedTarget, attempt: Attempt, ask: Question): Promise<void> {
  const { entity, trace } = attempt;
  const leave = enterGate(gateKey(ask.endpoint.id, entity.name), entity.name, entity.maxConcurrency);
  try {
    await runVersion(target.chain, {
      input: {
        history: ask.history,
        question: ask.question,
        following: ask.following,
        options: ask.options,
        inputs: ask.inputs,
        parameters: {
          ...ask.parameters,
          ...(entity.timeoutMs !== null && { timeoutMs: entity.timeoutMs }),
        },
      },
      reader: ask.reader,
      trace,
      guard: ask.guard ?? undefined,
      retries: entity.retries,
      embeddings: entity.cache.embeddings,
      elapsed: ask.elapsed,
      emit: ask.emit,
      signal: ask.signal,
    });
  } finally {
    leave();
    attempt.knowledge = trace.retrieved && {
      name: trace.retrieved.knowledge,
      snapshot: trace.retrieved.snapshot,
    };
  }
}

/** A kept answer is given as it was, at once and for nothing. */
function replay(known: CachedAnswer, attempt: Attempt, ask: Question): void {
  const { trace } = attempt;
  attempt.cache = 'hit';
  attempt.knowledge = known.knowledge;
  trace.question = known.question;
  trace.routingRule = known.routingRule;
  trace.model = known.model;
  trace.citations = known.citations;
  trace.checks = known.checks;
  trace.text = known.text;
  trace.usage = emptyUsage();
  trace.finishReason = 'stop';
  trace.timeToFirstTokenMs = ask.elapsed();
  if (known.citations.length > 0) ask.emit({ type: 'citations', citations: known.citations });
  ask.emit({ type: 'delta', text: known.text });
}

/** Only whole answers are worth giving again. */
async function keepWhole(key: Buffer, { entity, trace, knowledge }: Attempt, ask: Question): Promise<void> {
  if (trace.finishReason !== 'stop' || trace.text === '') return;
  const { text, citations, checks, question, routingRule, model } = trace;
  const answer = { text, citations, checks, question, routingRule, model, knowledge };
  // What may not be written down is not kept, and kept in other words it would be another answer.
  if (ask.guard !== null && !isDeepStrictEqual(ask.guard.keptDeep(answer), answer)) return;
  const asked = { endpoint: ask.endpoint.name, userId: ask.userId ?? null };
  await keepAnswer(key, answer, entity.cache.responseTtlSeconds, asked);
}

/** Whoever asks did nothing wrong when the version's knowledge base or snapshot is gone. */
function missingKnowledge(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'not_found') return error;
  return new AppError('unavailable', `The answer could not be looked up. ${error.message}`, {
    reason: error.reason ?? 'knowledge_missing',
    cause: error,
  });
}
