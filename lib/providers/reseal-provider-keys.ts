import { seal, sealedUnderPrevious, unseal } from '../platform/crypto.ts';
import { allProviders, replaceSealedKey } from './store.ts';

/**
 * Seals keys that still stand under SLIPWAY_SECRET_PREVIOUS again under SLIPWAY_SECRET, so that the earlier secret can go.
 * Called at each start; safe to run on several servers at once. Returns how many it sealed again.
 */
export async function resealProviderKeys(): Promise<number> {
  let count = 0;
  for (const { id, sealedKey } of await allProviders()) {
    if (sealedKey === null || !sealedUnderPrevious('provider-key', sealedKey)) continue;
    const again = seal('provider-key', unseal('provider-key', sealedKey));
    if (await replaceSealedKey(id, new Uint8Array(sealedKey), again)) count++;
  }
  return count;
}
