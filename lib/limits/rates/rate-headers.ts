import { type RateUnit, rateUnits } from '../schemas.ts';
import type { Charge } from './leases.ts';

/** A rule and what is known of its bucket. */
export interface Applied extends Charge {
  unit: RateUnit;
}

/**
 * OpenAI's headers (https://platform.openai.com/docs/guides/rate-limits#rate-limits-in-headers), for requests and for tokens
 * each of the rule with the least left. What other processes took since the database was last asked is not subtracted yet.
 */
export function rateHeaders(applied: readonly Applied[], now: number): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const unit of rateUnits) {
    const tightest = applied
      .filter((one) => one.unit === unit)
      .reduce<Applied | null>((a, b) => (a === null || left(b) < left(a) ? b : a), null);
    if (tightest === null) continue;
    headers[`x-ratelimit-limit-${unit}`] = String(tightest.bucket.limit);
    headers[`x-ratelimit-remaining-${unit}`] = String(left(tightest));
    headers[`x-ratelimit-reset-${unit}`] = duration(tightest.bucket.endsAt - now);
  }
  return headers;
}

function left({ bucket }: Applied): number {
  return Math.max(0, Math.min(bucket.limit, Math.floor(bucket.free + bucket.local)));
}

/** As OpenAI writes it: `120ms`, `7s`, `6m0s`, `1h0m30s`. */
export function duration(ms: number): string {
  const whole = Math.max(0, Math.ceil(ms));
  if (whole < 1000) return `${whole}ms`;
  const seconds = Math.ceil(whole / 1000);
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m${seconds % 60}s`;
  return `${Math.floor(minutes / 60)}h${minutes % 60}m${seconds % 60}s`;
}
