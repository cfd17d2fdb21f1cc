import { recordAudit } from '../audit/index.ts';
import { hmac } from '../platform/crypto.ts';
import { isUniqueViolation } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { publicPrefix } from './api-key-value.ts';
import { systemCaller } from './caller.ts';
import { changeAccess } from './change-access.ts';
import { findApiKey } from './find-api-key.ts';
import { findApiKeyIdentity, insertApiKey } from './key-store.ts';
import { findUserIdentity } from './user-store.ts';

/**
 * Makes the key of the first start (`SLIPWAY_API_KEY`), with everything its owner may do. A key that exists is left as
 * it is, also when it was revoked: a restart must not bring it back.
 */
export async function ensureApiKey(input: {
  value: string;
  ownerId: string;
}): Promise<{ id: string; created: boolean }> {
  const hash = hmac('api-key', input.value);
  const existing = await findApiKey(input.value);
  if (existing) return { id: existing.id, created: false };
  const owner = await findUserIdentity(input.ownerId);
  if (owner === null) throw notFound('The owner of the API key');
  const id = newId();
  const permissions = [...owner.access.keys()];
  const name = 'First start';
  const row = {
    id,
    name,
    prefix: publicPrefix(input.value),
    hash,
    ownerId: owner.id,
    permissions,
    endpoints: [],
  };
  try {
    await changeAccess(id, async (tx) => {
      await insertApiKey(tx, { ...row, expiresAt: null });
      await recordAudit(tx, systemCaller('first start'), {
        action: 'api-key.created',
        subject: { kind: 'api-key', id, name },
        after: { owner: owner.email, permissions },
      });
    });
    return { id, created: true };
  } catch (error) {
    const other = isUniqueViolation(error) ? await findApiKeyIdentity(hash) : null;
    if (other === null) throw error;
    return { id: other.id, created: false };
  }
}
