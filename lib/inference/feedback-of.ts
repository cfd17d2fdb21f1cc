import { findFeedback } from './feedback-store.ts';
import { toFeedback } from './rows.ts';
import type { Feedback } from './schemas.ts';

/** One person's ratings of several answers, by request id. */
export async function feedbackOf(
  requesterId: string,
  requestIds: readonly string[],
): Promise<Map<string, Feedback>> {
  const rows = await findFeedback(requestIds);
  return new Map(
    rows.filter((row) => row.requester_id === requesterId).map((row) => [row.inference_id, toFeedback(row)]),
  );
}
