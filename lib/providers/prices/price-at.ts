import { type Price, priceSchema } from '../schemas.ts';
import { findPriceAt } from '../store.ts';

/**
 * What a model cost at a moment of the past, for whoever prices an answer afterwards; null when it had no price then.
 * Answers under way use `currentPrice`, which asks no database.
 */
export async function priceAt(provider: string, model: string, at: Date): Promise<Price | null> {
  const row = await findPriceAt(provider, model, at);
  return row === null ? null : priceSchema.nullable().parse(row.price);
}
