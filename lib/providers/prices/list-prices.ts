import type { Caller } from '../../access/index.ts';
import { getProviderSummary } from '../get-provider-summary.ts';
import { type PriceEntry, priceSchema } from '../schemas.ts';
import { pricesOfProvider } from '../store.ts';

/** What each model cost and since when, newest first; the built-in provider costs nothing. Throws `not_found`. */
export async function listPrices(caller: Caller, name: string): Promise<PriceEntry[]> {
  const { id, kind } = await getProviderSummary(caller, name);
  if (kind === 'extractive') return [];
  return (await pricesOfProvider(id)).map(({ model, price, from }) => ({
    model,
    price: priceSchema.nullable().parse(price),
    from: from.toISOString(),
  }));
}
