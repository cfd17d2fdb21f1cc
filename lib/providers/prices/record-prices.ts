import { isDeepStrictEqual } from 'node:util';
import { newId } from '../../platform/ids.ts';
import type { Price, ProviderSummary } from '../schemas.ts';
import { insertPrices, type Tx } from '../store.ts';

type Models = ProviderSummary['models'];

/** Adds a row for each model whose price is another than before; a price that was taken away is a row without one. */
export async function recordPrices(
  tx: Tx,
  providerId: string,
  before: Models,
  after: Models,
  from: Date,
): Promise<void> {
  const old = pricesOf(before);
  const current = pricesOf(after);
  const names = new Set([...old.keys(), ...current.keys()]);
  const changed = [...names]
    .map((model) => ({ model, price: current.get(model) ?? null }))
    .filter(({ model, price }) => !isDeepStrictEqual(price, old.get(model) ?? null));
  await insertPrices(
    tx,
    changed.map((entry) => ({ id: newId(), providerId, from, ...entry })),
  );
}

/** A name listed twice has the first one's price, as `priceOf` reads it. */
function pricesOf(models: Models): Map<string, Price> {
  return new Map(models.toReversed().flatMap(({ name, price }) => (price ? [[name, price] as const] : [])));
}
