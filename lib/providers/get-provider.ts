import type { Provider } from './contract.ts';
import { openProvider } from './open-providers.ts';
import { priceOf } from './pricing.ts';
import type { Price } from './schemas.ts';

/** The provider of that name as of the last announced change. Throws `not_found`. */
export async function getProvider(name: string): Promise<Provider> {
  return (await openProvider(name)).provider;
}

/** The price of a model as entered now; null when the provider or its price is unknown. */
export async function currentPrice(provider: string, model: string): Promise<Price | null> {
  return priceOf((await openProvider(provider)).summary, model);
}
