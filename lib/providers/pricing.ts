/** Money is an integer number of nano-dollars (1e-9 USD) held in a bigint, so sums never round. */
import type { Price, ProviderSummary, Usage } from './schemas.ts';

const classes = ['input', 'cachedInput', 'cacheWrite', 'output', 'reasoning'] as const;

/** Nano-dollars a call cost; 0 when the model has no price. */
export function costOf(usage: Usage, price: Price | null): bigint {
  if (price === null) return 0n;
  return classes.reduce((sum, name) => sum + BigInt(usage[name]) * BigInt(price[name]), 0n);
}

/** The price of a provider's model; null when none was entered. */
export function priceOf(provider: Pick<ProviderSummary, 'models'>, model: string): Price | null {
  return provider.models.find((candidate) => candidate.name === model)?.price ?? null;
}
