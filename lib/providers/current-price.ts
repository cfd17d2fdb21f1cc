import { presentProvider } from './present-provider.ts';
import { priceOf } from './pricing.ts';
import type { Price } from './schemas.ts';
import { findProvider, prisma } from './store.ts';

/** The price of a model as entered now; null when the provider or its price is unknown. */
export async function currentPrice(provider: string, model: string): Promise<Price | null> {
  const row = await findProvider(prisma(), provider);
  return row && priceOf(presentProvider(row), model);
}
