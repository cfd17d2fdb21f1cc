import type { MetricTotals } from '#lib/monitoring/schemas.ts';

/** Shares are of 0–1 and null when there is nothing to take a share of. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Refusals are the caller's doing, so they count neither as served nor as failed. */
export function served(totals: MetricTotals): number {
  return totals.requests - totals.refused;
}

export function errorRate(totals: MetricTotals): number | null {
  return share(totals.errors, served(totals));
}

export function declineRate(totals: MetricTotals): number | null {
  return share(totals.declined, served(totals));
}

export function satisfaction(totals: MetricTotals): number | null {
  return share(totals.thumbsUp, totals.thumbsUp + totals.thumbsDown);
}

export function tokens(totals: MetricTotals): number {
  return (
    totals.inputTokens +
    totals.cachedInputTokens +
    totals.cacheWriteTokens +
    totals.outputTokens +
    totals.reasoningTokens
  );
}

/** Nano-dollars as dollars, for axes only. */
export function dollars(nano: string): number {
  return Number(BigInt(nano)) / 1e9;
}
