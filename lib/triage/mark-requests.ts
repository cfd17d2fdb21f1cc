import { type Caller, userIdOf } from '../access/index.ts';
import { reachedInferences } from '../inference/index.ts';
import { notFound } from '../platform/errors.ts';
import { setDone, setLabels } from './label-store.ts';
import type { FinishRequests, LabelRequests, Marked } from './schemas.ts';

/**
 * Puts labels on requests and takes them off where the caller may label. Others are left alone; throws `not_found` when
 * there is none but those. Not in the audit trail, as ratings are not: each label says who set it and when.
 */
export async function labelRequests(caller: Caller, input: LabelRequests): Promise<Marked> {
  const ids = await requireReached(caller, input.requestIds);
  return { requests: ids.length, changed: await setLabels(ids, input, markedBy(caller)) };
}

/** Says that somebody is done with requests in triage, or that they are open again. */
export async function finishRequests(caller: Caller, { requestIds, done }: FinishRequests): Promise<Marked> {
  const ids = await requireReached(caller, requestIds);
  return { requests: ids.length, changed: await setDone(ids, done, markedBy(caller)) };
}

async function requireReached(caller: Caller, requestIds: readonly string[]): Promise<string[]> {
  const ids = await reachedInferences(caller, 'inferences.label', requestIds);
  if (ids.length === 0) throw notFound(requestIds.length === 1 ? 'This request' : 'None of these requests');
  return ids;
}

function markedBy(caller: Caller) {
  return { id: userIdOf(caller), name: caller.name };
}
