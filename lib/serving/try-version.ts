import { assertMayAt, type Caller } from '../access/index.ts';
import { newId } from '../platform/ids.ts';
import { resolveTarget } from '../registry/index.ts';
import type { AnswerOutcome, AnswerRequest } from './answer-contract.ts';
import { admitByLimits } from './answer-limits.ts';
import { loneEntity } from './resolve-entity.ts';
import { runAnswer } from './run-answer.ts';
import { trackAnswer } from './running-answers.ts';
import { type AnswerEvent, type TryVersion, targetText } from './schemas.ts';

/** What stands for an endpoint in the rows of versions that were tried outside of one. */
const playground = '(playground)';

export interface VersionTrial extends TryVersion {
  model: string;
  version: number;
  /** Aborting stops the answer. */
  signal: AbortSignal;
}

/**
 * Lets one version answer a question outside every endpoint: no split, no fallback, no cache. Limits of the caller, their
 * teams and their key hold as for any answer. Recorded with the traffic `playground`. Resolves once it runs, and `done`
 * never rejects; events as those of `answer`. Throws when the version does not exist or the caller may not see it.
 */
export async function tryVersion(
  caller: Caller,
  trial: VersionTrial,
  emit: (event: AnswerEvent) => void,
): Promise<{ requestId: string; done: Promise<AnswerOutcome> }> {
  assertMayAt(caller, 'models.read', { kind: 'model', name: trial.model });
  const target = { by: 'version', model: trial.model, version: trial.version } as const;
  const resolved = await resolveTarget(target);
  const entity = loneEntity(targetText(target), resolved);
  const requestId = newId();
  const stopper = new AbortController();
  const request: AnswerRequest = {
    requestId,
    endpoint: playground,
    turns: [{ role: 'user', content: trial.question }],
    inputs: trial.inputs,
    caller,
    source: caller.kind === 'api-key' ? 'api' : 'chat',
    conversationId: null,
    clientRequestId: null,
    unit: null,
    signal: AbortSignal.any([trial.signal, stopper.signal]),
  };
  const plan = [entity] as const;
  const admit = async () => ({
    endpoint: null,
    unit: null,
    plan,
    limits: await admitByLimits(request, plan),
  });
  const done = runAnswer({ request, permission: 'models.read', traffic: 'playground', admit }, emit);
  trackAnswer(requestId, done, () => stopper.abort());
  return { requestId, done };
}
