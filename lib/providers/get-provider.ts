import { AppError } from '../platform/errors.ts';
import type { Provider } from './contract.ts';
import { openProvider } from './open-providers.ts';

/**
 * The provider of that name as of the last announced change. Throws `unavailable` when it is gone, or its key or address
 * cannot be used: whoever asks an endpoint did nothing wrong.
 */
export async function getProvider(name: string): Promise<Provider> {
  try {
    return (await openProvider(name)).provider;
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    throw new AppError('unavailable', `The model cannot be reached. ${cause.message}`, {
      reason: cause.reason ?? 'provider_missing',
      cause,
    });
  }
}
