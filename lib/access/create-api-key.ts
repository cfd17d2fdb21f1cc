import { recordAudit } from '../audit/index.ts';
import { hmac } from '../platform/crypto.ts';
import type { Tx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { newApiKeyValue, publicPrefix } from './api-key-value.ts';
import { assertMay, type Caller, may, userIdOf } from './caller.ts';
import { changeAccess } from './change-access.ts';
import { findApiKey, insertApiKey } from './key-store.ts';
import type { CreateApiKey, CreatedApiKey } from './schemas.ts';
import { apiKeySummary } from './summaries.ts';

/**
 * Makes a key for the caller (or the owner of the calling key). A key can be given no more than its maker may do, and a
 * key that ends makes none that outlives it.
 */
export async function createApiKey(caller: Caller, input: CreateApiKey): Promise<CreatedApiKey> {
  assertMay(caller, 'keys.own');
  const ownerId = userIdOf(caller);
  if (ownerId === null) throw new AppError('forbidden', 'Only people can own API keys.');
  const permissions = [...new Set(input.permissions)];
  const excess = permissions.filter((permission) => !may(caller, permission));
  if (excess.length > 0) {
    throw new AppError(
      'forbidden',
      `You lack these permissions, so a key of yours cannot have them: ${excess}.`,
      {
        reason: 'missing_permission',
      },
    );
  }
  const endpoints = [...new Set(input.endpoints)];
  assertReachesAll(caller, endpoints);
  const id = newId();
  const value = newApiKeyValue();
  const expiresAt = input.expiresAt === null ? null : new Date(input.expiresAt);
  const row = await changeAccess(id, async (tx) => {
    await assertNoLonger(tx, caller, expiresAt);
    const created = await insertApiKey(tx, {
      id,
      name: input.name,
      prefix: publicPrefix(value),
      hash: hmac('api-key', value),
      ownerId,
      permissions,
      endpoints,
      expiresAt,
    });
    await recordAudit(tx, caller, {
      action: 'api-key.created',
      subject: { kind: 'api-key', id, name: created.name },
      after: { owner: created.owner.email, permissions, endpoints, expiresAt: input.expiresAt },
    });
    return created;
  });
  return { key: apiKeySummary(row), value };
}

/** A key that is limited to endpoints makes only keys that are limited to some of them. */
function assertReachesAll(caller: Caller, endpoints: readonly string[]): void {
  if (caller.kind !== 'api-key' || caller.endpoints === null) return;
  const bound = caller.endpoints;
  if (endpoints.length > 0 && endpoints.every((name) => bound.has(name))) return;
  throw new AppError(
    'forbidden',
    `This key is limited to ${[...bound].join(', ')}, so it makes keys for these endpoints only.`,
    { reason: 'endpoint_out_of_scope' },
  );
}

async function assertNoLonger(tx: Tx, caller: Caller, expiresAt: Date | null): Promise<void> {
  if (caller.kind !== 'api-key') return;
  const end = (await findApiKey(tx, caller.id, caller.ownerId))?.expiresAt ?? null;
  if (end === null || (expiresAt !== null && expiresAt.getTime() <= end.getTime())) return;
  throw new AppError(
    'forbidden',
    `This key expires at ${end.toISOString()}, so it makes no key that is good for longer. Name an earlier end.`,
    { reason: 'outlives_maker' },
  );
}
