import type { PoolClient } from 'pg';
import { Additions } from './rollups/additions.ts';
import { insertLive } from './rollups/live-store.ts';
import { addToTally } from './rollups/rollup-row.ts';
import { type Series, toSeriesKey } from './rollups/series.ts';

export interface FeedbackValue {
  thumb: 'up' | 'down' | null;
  stars: number | null;
  reasons: readonly string[];
}

/** The rollup an answer's feedback belongs to: that of the answer, not of the moment it was rated. */
export interface RatedAnswer extends Series {
  at: Date;
}

/** Moves the rollup from one feedback to another; `before` is null for a first rating. */
export async function countFeedback(
  client: PoolClient,
  answer: RatedAnswer,
  before: FeedbackValue | null,
  after: FeedbackValue,
): Promise<void> {
  const additions = new Additions();
  addFeedback(additions, answer, after, 1);
  if (before !== null) addFeedback(additions, answer, before, -1);
  await insertLive(client, await additions.rows(client));
}

/** A rating counted, or with a sign of −1 taken back. */
export function addFeedback(
  additions: Additions,
  answer: RatedAnswer,
  { thumb, stars, reasons }: FeedbackValue,
  sign: 1 | -1,
): void {
  const { counts, tallies } = additions.at(answer.at, toSeriesKey(answer));
  if (thumb === 'up') counts.thumbs_up += sign;
  if (thumb === 'down') counts.thumbs_down += sign;
  if (stars !== null) {
    counts.stars_sum += sign * stars;
    counts.stars_count += sign;
  }
  for (const reason of reasons) addToTally(tallies.feedback_reasons, reason, sign);
}
