import type { Tone } from '#components/ui/badge.tsx';
import { formatCount, formatDuration, formatMoney, formatPercent } from '#components/ui/format.ts';
import type { MetricTotals } from '#lib/monitoring/schemas.ts';
import { errorRate, satisfaction } from './rates.ts';

export interface Verdict {
  tone: Tone;
  word: string;
  /** What supports the word, in one sentence. */
  facts: string;
}

/** From this share of failed requests on, somebody should look; from the second, at once. */
const warnAt = 0.02;
const badAt = 0.1;

/** One sentence that answers "is it well?". */
export function verdictOf(totals: MetricTotals): Verdict {
  if (totals.requests === 0) return { tone: 'neutral', word: 'Quiet', facts: 'no requests in this range.' };
  const failed = errorRate(totals) ?? 0;
  const liked = satisfaction(totals);
  const p95 = totals.latency.total?.p95;
  const facts = [
    `${formatCount(totals.requests)} ${totals.requests === 1 ? 'request' : 'requests'}`,
    `${formatPercent(1 - failed)} fine`,
    p95 !== undefined && `P95 ${formatDuration(p95)}`,
    liked !== null && `${formatPercent(liked)} of ratings positive`,
    `${formatMoney(totals.cost)} spent`,
  ].filter((fact) => fact !== false);
  const [tone, word] =
    failed >= badAt
      ? (['bad', 'Failing'] as const)
      : failed >= warnAt
        ? (['warn', 'Needs a look'] as const)
        : (['ok', 'Healthy'] as const);
  return { tone, word, facts: `${facts.join(', ')}.` };
}
