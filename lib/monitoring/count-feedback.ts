import type { PoolClient } from 'pg';
import { addFeedbackCounts } from './store.ts';

export interface FeedbackValue {
  thumb: 'up' | 'down' | null;
  stars: number | null;
}

/** The rollup an answer's feedback belongs to: that of the answer, not of the moment it was rated. */
export interface RatedAnswer {
  at: Date;
  endpointName: string;
  modelName: string;
  modelVersion: number;
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
    ...answer,
    minute: new Date(Math.floor(answer.at.getTime() / 60_000) * 60_000),
    thumbsUp: next.up - old.up,
    thumbsDown: next.down - old.down,
    starsSum: next.starsSum - old.starsSum,
    starsCount: next.starsCount - old.starsCount,
  });
}
