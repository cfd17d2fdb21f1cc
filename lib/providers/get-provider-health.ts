import type { Caller } from '../access/index.ts';
import { healthWindowMs, monitorOf } from './circuit/monitor.ts';
import { getProviderSummary } from './get-provider-summary.ts';
import type { ProviderHealth } from './schemas.ts';

/** How a provider fared in this process, from memory. Throws `not_found`. */
export async function getProviderHealth(caller: Caller, name: string): Promise<ProviderHealth> {
  await getProviderSummary(caller, name);
  const now = Date.now();
  const { breaker, tally, latencies, lastError } = monitorOf(name);
  const { state, retryAt } = breaker.state(now);
  const { calls, failures } = tally.sum(now);
  const recent = latencies
    .filter(({ at }) => at > now - healthWindowMs)
    .map(({ ms }) => ms)
    .sort((a, b) => a - b);
  return {
    state,
    retryAt: isoOf(retryAt),
    requests: calls,
    failures,
    latencyMs: { p50: nearestRank(recent, 0.5), p95: nearestRank(recent, 0.95) },
    lastError: lastError && { ...lastError, at: new Date(lastError.at).toISOString() },
    windowMinutes: healthWindowMs / 60_000,
  };
}

function isoOf(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

/** The nearest-rank percentile: the least value that at least the share `p` of all does not exceed. */
function nearestRank(sorted: readonly number[], p: number): number | null {
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? null;
}
