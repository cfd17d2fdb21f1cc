import { systemCaller } from '../access/index.ts';
import { newId } from '../platform/ids.ts';
import { resolveTarget } from '../registry/index.ts';
import { assign } from '../traffic/index.ts';
import type { AnswerOutcome, AnswerRequest } from './answer-contract.ts';
import type { Admission } from './answer-job.ts';
import { type ResolvedEndpoint, resolveEndpoint } from './resolve-endpoint.ts';
import { loneEntity, type ResolvedEntity } from './resolve-entity.ts';
import { runAnswer } from './run-answer.ts';
import { trackAnswer } from './running-answers.ts';
import { targetText } from './schemas.ts';

export interface SyntheticQuestion {
  endpoint: string;
  question: string;
  /** A version to be asked instead of what the split would choose. */
  version: { model: string; version: number } | null;
  /** Who asks, as the log names it. */
  askedBy: string;
  signal: AbortSignal;
}

/**
 * Asks an endpoint in nobody's name. Recorded as `playground` traffic, so that it counts among no one's requests, quotas and
 * results; its cost is in the ledger. It passes the endpoint's guardrails, its split and its fallbacks, but no cache, so that
 * what is measured works now; and it reads only what everybody may read, so that a check can draw nothing out of a document
 * whose readers are chosen. Never rejects; an endpoint that does not exist is an outcome with an error.
 */
export function askSynthetic(asked: SyntheticQuestion): Promise<AnswerOutcome> {
  const requestId = newId();
  const stopper = new AbortController();
  const request: AnswerRequest = {
    requestId,
    endpoint: asked.endpoint,
    turns: [{ role: 'user', content: asked.question }],
    inputs: {},
    caller: systemCaller(asked.askedBy),
    reader: [],
    source: 'api',
    conversationId: null,
    clientRequestId: null,
    unit: null,
    signal: AbortSignal.any([asked.signal, stopper.signal]),
  };
  const admit = () => admitSynthetic(request, asked.version);
  const done = runAnswer(
    { request, permission: 'endpoints.query', traffic: 'playground', admit },
    () => undefined,
  );
  trackAnswer(requestId, done, () => stopper.abort());
  return done;
}

async function admitSynthetic(
  { requestId, endpoint: name }: AnswerRequest,
  version: SyntheticQuestion['version'],
): Promise<Admission> {
  const endpoint = await resolveEndpoint(name);
  const plan = version === null ? planOf(endpoint, requestId) : ([await pinnedEntity(version)] as const);
  const [first, ...rest] = plan;
  return {
    endpoint,
    unit: { kind: 'request', value: requestId },
    plan: [uncached(first), ...rest.map(uncached)],
  };
}

function planOf(endpoint: ResolvedEndpoint, unit: string): readonly [ResolvedEntity, ...ResolvedEntity[]] {
  const intended = assign(endpoint.name, unit, endpoint.entities);
  const fallbacks = intended.fallbacks.flatMap(
    (name) => endpoint.entities.find((entity) => entity.name === name) ?? [],
  );
  return [intended, ...fallbacks];
}

async function pinnedEntity({ model, version }: { model: string; version: number }): Promise<ResolvedEntity> {
  const target = { by: 'version', model, version } as const;
  return loneEntity(targetText(target), await resolveTarget(target));
}

/** It takes no place from the answers people wait for either. */
function uncached(entity: ResolvedEntity): ResolvedEntity {
  return { ...entity, maxConcurrency: null, cache: { ...entity.cache, responses: 'off', embeddings: 'off' } };
}
