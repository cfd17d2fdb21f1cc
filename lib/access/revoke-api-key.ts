import { recordAudit } from '../audit/index.ts';
import { notFound } from '../platform/errors.ts';
import { assertMay, type Caller, may, userIdOf } from './caller.ts';
import { changeAccess } from './change-access.ts';
import { findApiKey, markApiKeyRevoked } from './key-store.ts';

/** Ends a key for good: one's own, or with `keys.all` anybody's; others do not exist. Revoking twice changes nothing. */
export async function revokeApiKey(caller: Caller, id: string): Promise<void> {
  const all = may(caller, 'keys.all');
  if (!all) assertMay(caller, 'keys.own');
  const ownerId = all ? null : userIdOf(caller);
  await changeAccess(id, async (tx) => {
    const key = await findApiKey(tx, id, ownerId);
    if (key === null) throw notFound('This API key');
    if (key.revokedAt !== null) return;
    await markApiKeyRevoked(tx, id, new Date());
    await recordAudit(tx, caller, {
      action: 'api-key.revoked',
      subject: { kind: 'api-key', id, name: key.name },
      before: { owner: key.owner.email, permissions: key.permissions },
    });
  });
}
