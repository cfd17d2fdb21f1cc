import { systemCaller } from '../access/index.ts';
import { queryMetrics } from '../monitoring/index.ts';
import type { Environment } from '../serving/schemas.ts';
import type { Proportion } from './wilson.ts';

export const measuredDays = 30;

/** What a version did in the endpoints of an environment in the last `measuredDays` days. */
export interface Measured {
  environment: Environment;
  answered: number;
  /** Null while nothing was asked. */
  errors: Proportion | null;
  /** Thumbs up among thumbs; null while there are none. */
  satisfaction: Proportion | null;
}

export async function measure(model: string, version: number, environment: Environment): Promise<Measured> {
  const now = Date.now();
  const { totals } = await queryMetrics(systemCaller('promotion'), {
    from: new Date(now - measuredDays * 86_400_000).toISOString(),
    // Minutes are whole, and the running one counts.
    to: new Date(now + 60_000).toISOString(),
    environment,
    model,
    version,
    groupBy: 'none',
  });
  const { requests, errors, refused, thumbsUp, thumbsDown } = totals;
  const thumbs = thumbsUp + thumbsDown;
  return {
    environment,
    answered: requests - errors - refused,
    errors: requests > 0 ? { hits: errors, trials: requests } : null,
    satisfaction: thumbs > 0 ? { hits: thumbsUp, trials: thumbs } : null,
  };
}
