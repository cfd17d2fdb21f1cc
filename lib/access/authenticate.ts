/**
 * Who sends a request. A plain function of the request, so that it works the same behind Next and behind the bare
 * server. A bearer key wins over a session cookie: whoever names a key means it.
 */
import { AppError } from '../platform/errors.ts';
import { clientAddress } from '../platform/http/client-address.ts';
import type { Caller } from './caller.ts';
import { apiKeyIdentity, liveSession, sessionOf, userIdentity } from './identity-cache.ts';
import { isUsable } from './key-store.ts';
import { noteKeyUse } from './key-use.ts';
import { readSessionToken, type Session, sessionMaxAgeSeconds } from './session-token.ts';
import { noteSessionUse } from './sessions/session-use.ts';
import type { UserIdentityWithAccess } from './user-store.ts';

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

/** Only spaces and tabs part the scheme from the key (RFC 9110): a key with a no-break space is another key. */
function bearerOf(authorization: string | null): string | null {
  const match = /^bearer(?:[ \t]+(.*))?$/i.exec(authorization ?? '');
  return match ? (match[1] ?? '') : null;
}

async function authenticateKey(key: string, request: Request): Promise<Caller> {
  const known = await apiKeyIdentity(key);
  if (known === null || !isUsable(known.identity)) throw refusedKey();
  const { identity, teams, access, endpoints } = known;
  noteKeyUse(identity.id);
  return {
    kind: 'api-key',
    id: identity.id,
    name: identity.name,
    ownerId: identity.ownerId,
    teams,
    access,
    endpoints,
    address: clientAddress(request),
  };
}

/** One answer for every key that does not open: who tries keys learns nothing, the owner sees the state in the list. */
function refusedKey(): AppError {
  return new AppError(
    'unauthenticated',
    'This API key is not valid: it is unknown here, was not copied whole, has expired or was revoked, or its owner’s ' +
      'account is disabled. The console shows the state of your keys under "Your API keys".',
    { reason: 'invalid_api_key' },
  );
}

async function authenticateSession(token: string, request: Request): Promise<Caller> {
  const session = await sessionOf(token);
  const user = session && (await sessionUser(session));
  if (!session || !user) {
    throw new AppError('unauthenticated', 'Your session has ended. Sign in again.', {
      reason: 'session_ended',
    });
  }
  const { id, name, email, teams, access, mustChangePassword, mustEnrol } = user;
  noteSessionUse(session.id);
  return {
    kind: 'user',
    id,
    name,
    email,
    teams,
    access,
    mustChangePassword,
    mustEnrol,
    address: clientAddress(request),
  };
}

/** The user of a session that is still good, or `null`. */
export async function sessionUser(session: Session): Promise<UserIdentityWithAccess | null> {
  if (session.signedInAt + sessionMaxAgeSeconds * 1000 <= Date.now()) return null;
  const [user, live] = await Promise.all([userIdentity(session.userId), liveSession(session.id)]);
  if (!user || user.disabledAt !== null || live?.userId !== user.id) return null;
  if (session.signedInAt < user.sessionsValidAfter.getTime()) return null;
  // Whoever came through an identity provider met its second factor, or its decision to ask for none.
  return { ...user, mustEnrol: user.mustEnrol && live.method !== 'oidc' };
}
