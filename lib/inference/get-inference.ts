import { assertMay, type Caller, may, mayAt, userIdOf } from '../access/index.ts';
import { notFound } from '../platform/errors.ts';
import { isId } from '../platform/ids.ts';
import { findFeedback } from './feedback-store.ts';
import { toInference } from './rows.ts';
import type { Inference } from './schemas.ts';
import { findInference, findShadows, type SummaryRow } from './store.ts';
import { withholdInference } from './withhold.ts';

/**
 * One request with everything behind it: one's own, and those of endpoints where the caller may read all. Anybody else's
 * does not exist.
 */
export async function getInference(caller: Caller, requestId: string): Promise<Inference> {
  if (!isId(requestId)) throw notFound(`The request ${requestId.slice(0, 64)}`);
  if (!may(caller, 'inferences.read')) assertMay(caller, 'chat.use');
  const row = await findInference(requestId);
  const visible = row !== null && (row.requester_id === userIdOf(caller) || mayReadRow(caller, row));
  if (!visible) throw notFound(`The request ${requestId}`);
  const [feedback, shadows] = await Promise.all([findFeedback([requestId]), findShadows(requestId)]);
  return withholdInference(caller, toInference(row, feedback, shadows));
}

function mayReadRow(caller: Caller, { endpoint_name: name, environment }: SummaryRow): boolean {
  return mayAt(caller, 'inferences.read', { kind: 'endpoint', name, environment });
}
