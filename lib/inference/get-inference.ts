import { assertMay, type Caller, may, userIdOf } from '../access/index.ts';
import { notFound } from '../platform/errors.ts';
import { isId } from '../platform/ids.ts';
import { findFeedback } from './feedback-store.ts';
import { toInference } from './rows.ts';
import type { Inference } from './schemas.ts';
import { findInference, findShadows } from './store.ts';

/** One request with everything behind it. Those who may not read all inferences may read their own. */
export async function getInference(caller: Caller, requestId: string): Promise<Inference> {
  if (!isId(requestId)) throw notFound(`The request ${requestId.slice(0, 64)}`);
  if (!may(caller, 'inferences.read')) assertMay(caller, 'chat.use');
  const row = await findInference(requestId);
  const visible = row !== null && (may(caller, 'inferences.read') || row.requester_id === userIdOf(caller));
  if (!visible) throw notFound(`The request ${requestId}`);
  const [feedback, shadows] = await Promise.all([findFeedback([requestId]), findShadows(requestId)]);
  return toInference(row, feedback, shadows);
}
