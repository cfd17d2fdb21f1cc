import { AppError } from '../platform/errors.ts';
import { openProvider } from './open-providers.ts';
import { priceOf } from './pricing.ts';
import type { Price } from './schemas.ts';

/**
 * The price of a model as of the last announced change, from memory while nothing changes; null when the provider is gone
 * or cannot be used, or no price was entered.
 */
export async function currentPrice(provider: string, model: string): Promise<Price | null> {
  try {
    return priceOf((await openProvider(provider)).summary, model);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
