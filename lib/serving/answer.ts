import { assertMayAt } from '../access/index.ts';
import { followSignal } from '../platform/follow-signal.ts';
import { assign } from '../traffic/index.ts';
import type { AnswerOutcome, AnswerRequest } from './answer-contract.ts';
import type { Admission } from './answer-job.ts';
import { admitByLimits } from './answer-limits.ts';
import { type ResolvedEndpoint, resolveEndpoint } from './resolve-endpoint.ts';
import type { ResolvedEntity } from './resolve-entity.ts';
import { runAnswer } from './run-answer.ts';
import { trackAnswer } from './running-answers.ts';
import type { AnswerEvent } from './schemas.ts';
import { mirror } from './shadow.ts';
import { unitOf } from './unit.ts';

/**
 * Answers one request by an endpoint and records it, whatever happens. Events go to `emit` as they occur; `finish` or
 * `error` is the last and is emitted only after the inference row is durable. Never rejects.
 */
export function answer(request: AnswerRequest, emit: (event: AnswerEvent) => void): Promise<AnswerOutcome> {
  const { signal, stop, release } = followSignal(request.signal);
  const done = answerLive({ ...request, signal }, emit).finally(release);
  trackAnswer(request.requestId, done, () => stop());
  return done;
}

async function answerLive(
  request: AnswerRequest,
  emit: (event: AnswerEvent) => void,
): Promise<AnswerOutcome> {
  let endpoint: ResolvedEndpoint | null = null;
  const permission = request.source === 'chat' ? 'chat.use' : 'endpoints.query';
  const admit = async () => {
    endpoint = await allowedEndpoint(request, permission);
    const admission = admitTo(endpoint, request);
    return { ...admission, limits: await admitByLimits(request, admission.plan) };
  };
  const outcome = await runAnswer({ request, permission, traffic: 'live', admit }, emit);
  if (endpoint !== null) mirror(endpoint, request, outcome);
  return outcome;
}

/** Who may not ask it learns nothing of whether there is such an endpoint. */
async function allowedEndpoint(
  { caller, endpoint: name }: AnswerRequest,
  permission: 'chat.use' | 'endpoints.query',
): Promise<ResolvedEndpoint> {
  const assertAllowed = (environment: string | null) =>
    assertMayAt(caller, permission, { kind: 'endpoint', name, environment });
  const endpoint = await resolveEndpoint(name).catch((error: unknown) => {
    assertAllowed(null);
    throw error;
  });
  assertAllowed(endpoint.environment);
  return endpoint;
}

function admitTo(endpoint: ResolvedEndpoint, request: AnswerRequest): Admission {
  const unit = unitOf(request);
  const intended = assign(endpoint.name, unit.value, endpoint.entities);
  const fallbacks = intended.fallbacks.flatMap((name): ResolvedEntity[] => {
    const entity = endpoint.entities.find((candidate) => candidate.name === name);
    return entity === undefined ? [] : [entity];
  });
  return { endpoint, unit, plan: [intended, ...fallbacks] };
}
