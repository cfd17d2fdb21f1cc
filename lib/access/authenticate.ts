/**
 * Who sends a request. A plain function of the request, so that it works the same behind Next and behind the bare
 * server. A bearer key wins over a session cookie: whoever names a key means it.
 */
import { AppError } from '../platform/errors.ts';
import { clientAddress } from '../platform/http/client-address.ts';
import { log } from '../platform/log.ts';
import type { Caller } from './caller.ts';
import { apiKeyIdentity, sessionOf, userIdentity } from './identity-cache.ts';
import { type ApiKeyIdentity, touchApiKey } from './key-store.ts';
import { isPermission } from './permissions.ts';
import { readSessionToken, type Session, sessionMaxAgeSeconds } from './session-token.ts';
import type { UserIdentity } from './user-store.ts';

/**
 * The bearer of an API key, the owner of a session cookie, or `null` when the request carries neither.
 * Throws `AppError('unauthenticated')` for a key or session that is unknown, expired, revoked or its owner's disabled.
 */
export async function authenticate(request: Request): Promise<Caller | null> {
  const key = bearerOf(request.headers.get('authorization'));
  if (key !== null) return authenticateKey(key, request);
  const token = readSessionToken(request.headers.get('cookie'));
  return token === null ? null : authenticateSession(token, request);
}

function bearerOf(authorization: string | null): string | null {
  const match = /^bearer(?:\s+(.*))?$/i.exec(authorization?.trim() ?? '');
  return match ? (match[1] ?? '').trim() : null;
}

async function authenticateKey(key: string, request: Request): Promise<Caller> {
  const identity = key === '' ? null : await apiKeyIdentity(key);
  if (identity === null)
    throw refusedKey('is not known here. Check that it was copied whole', 'invalid_api_key');
  assertUsable(identity);
  noteUse(identity.id);
  return {
    kind: 'api-key',
    id: identity.id,
    name: identity.name,
    ownerId: identity.ownerId,
    role: identity.owner.role,
    permissions: new Set(identity.permissions.filter(isPermission)),
    address: clientAddress(request),
  };
}

function assertUsable(key: ApiKeyIdentity): void {
  if (key.revokedAt !== null) throw refusedKey('was revoked. Create another one', 'api_key_revoked');
  if (key.expiresAt !== null && key.expiresAt.getTime() <= Date.now()) {
    throw refusedKey(`expired on ${key.expiresAt.toISOString()}. Create another one`, 'api_key_expired');
  }
  if (key.owner.disabledAt !== null) {
    throw refusedKey(
      'belongs to an account that is disabled. Ask an administrator to enable it',
      'api_key_owner_disabled',
    );
  }
}

function refusedKey(why: string, reason: string): AppError {
  return new AppError('unauthenticated', `This API key ${why}.`, { reason });
}

const touchEveryMs = 60_000;
const touched = new Map<string, number>();

/** Not awaited: the time of last use is a hint for people and must not slow or fail a request. */
function noteUse(id: string): void {
  const now = Date.now();
  if (now - (touched.get(id) ?? 0) < touchEveryMs) return;
  touched.set(id, now);
  touchApiKey(id).catch((error: unknown) => log.warn('cannot note the use of an API key', { id, error }));
}

async function authenticateSession(token: string, request: Request): Promise<Caller> {
  const session = await sessionOf(token);
  const user = session && (await sessionUser(session));
  if (!user) {
    throw new AppError('unauthenticated', 'Your session has ended. Sign in again.', {
      reason: 'session_ended',
    });
  }
  const { id, name, email, role, mustChangePassword } = user;
  return { kind: 'user', id, name, email, role, mustChangePassword, address: clientAddress(request) };
}

/** The user of a session that is still good, or `null`. */
export async function sessionUser(session: Session): Promise<UserIdentity | null> {
  if (session.signedInAt + sessionMaxAgeSeconds * 1000 <= Date.now()) return null;
  const user = await userIdentity(session.userId);
  if (!user || user.disabledAt !== null) return null;
  return session.signedInAt < user.sessionsValidAfter.getTime() ? null : user;
}
