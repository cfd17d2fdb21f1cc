/** The overview's figures from what was counted. Pure. */
import type { Estimate, MetricTotals } from '../../monitoring/schemas.ts';
import type { OverviewFigures } from '../overview-schemas.ts';

/** Keeps nine digits of what money is divided by, so that money itself never passes through a float. */
const scale = 1_000_000_000;

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Cost of an answer that helped: the share of thumbs that are up stands for all answers given. */
export function costPerHelpful(totals: MetricTotals): string | null {
  const answers = totals.requests - totals.refused - totals.errors - totals.declined - totals.stopped;
  const liked = share(totals.thumbsUp, totals.thumbsUp + totals.thumbsDown);
  if (liked === null || liked === 0 || answers <= 0) return null;
  return ((BigInt(totals.cost) * BigInt(scale)) / BigInt(Math.round(answers * liked * scale))).toString();
}

/** `interval` is the estimate of satisfaction from the thumbs; null without any. */
export function figuresOf(totals: MetricTotals, interval: Estimate | null): OverviewFigures {
  const served = totals.requests - totals.refused;
  return {
    requests: totals.requests,
    errors: totals.errors,
    declined: totals.declined,
    refused: totals.refused,
    errorRate: share(totals.errors, served),
    declinedRate: share(totals.declined, served),
    p50: totals.latency.total?.p50 ?? null,
    p95: totals.latency.total?.p95 ?? null,
    satisfaction: interval && {
      value: interval.value,
      low: interval.low,
      high: interval.high ?? 1,
      ratings: totals.thumbsUp + totals.thumbsDown,
    },
    spent: totals.cost,
    perHelpful: costPerHelpful(totals),
  };
}
