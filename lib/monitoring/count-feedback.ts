import type { PoolClient } from 'pg';
import { addFeedbackCounts } from './counter-store.ts';
import { minuteOf, type Series, toSeriesKey } from './series.ts';

export interface FeedbackValue {
  thumb: 'up' | 'down' | null;
  stars: number | null;
}

/** The rollup an answer's feedback belongs to: that of the answer, not of the moment it was rated. */
export interface RatedAnswer extends Series {
  at: Date;
}

function counts(value: FeedbackValue | null) {
  return {
    up: value?.thumb === 'up' ? 1 : 0,
    down: value?.thumb === 'down' ? 1 : 0,
    starsSum: value?.stars ?? 0,
    starsCount: value?.stars == null ? 0 : 1,
  };
}

/** Moves the rollup from one feedback to another; `before` is null for a first rating. */
export async function countFeedback(
  client: PoolClient,
  answer: RatedAnswer,
  before: FeedbackValue | null,
  after: FeedbackValue,
): Promise<void> {
  const old = counts(before);
  const next = counts(after);
  await addFeedbackCounts(client, {
    ...toSeriesKey(minuteOf(answer.at), answer),
    thumbs_up: next.up - old.up,
    thumbs_down: next.down - old.down,
    stars_sum: next.starsSum - old.starsSum,
    stars_count: next.starsCount - old.starsCount,
  });
}
