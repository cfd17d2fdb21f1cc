import { unseal } from '../platform/crypto.ts';
import { AppError } from '../platform/errors.ts';
import type { ProviderRow } from './store.ts';

/** The key in the clear; null when the provider needs none. Throws `unavailable` when it was sealed under another secret. */
export function storedKey(row: ProviderRow): string | null {
  if (row.sealedKey === null) return null;
  try {
    return unseal('provider-key', row.sealedKey);
  } catch (cause) {
    throw new AppError(
      'unavailable',
      `The stored key of the provider "${row.name}" cannot be read, because SLIPWAY_SECRET changed. Enter the key again.`,
      { reason: 'key_unreadable', cause },
    );
  }
}
