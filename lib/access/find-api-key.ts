import { hmac, hmacUnderPrevious } from '../platform/crypto.ts';
import { isUniqueViolation } from '../platform/db.ts';
import { type ApiKeyIdentity, findApiKeyIdentity, replaceApiKeyHash } from './key-store.ts';

/**
 * The key of that value, usable or not; null when there is none. One that stands under SLIPWAY_SECRET_PREVIOUS is kept
 * under SLIPWAY_SECRET from then on, so that the earlier secret can go.
 */
export async function findApiKey(value: string): Promise<ApiKeyIdentity | null> {
  const hash = hmac('api-key', value);
  const known = await findApiKeyIdentity(hash);
  if (known !== null) return known;
  const earlier = hmacUnderPrevious('api-key', value);
  const found = earlier && (await findApiKeyIdentity(earlier));
  if (!found) return null;
  await replaceApiKeyHash(found.id, hash).catch((error: unknown) => {
    // Another request was faster.
    if (!isUniqueViolation(error)) throw error;
  });
  return found;
}
