/**
 * What `authenticate` needs to know of users and keys, kept for a few seconds. Every committed change to access empties
 * the cache, in this process at once and in all others through LISTEN/NOTIFY; the short life bounds what a lost
 * notification can do.
 */
import { hash } from 'node:crypto';
import { onChange } from '../platform/events.ts';
import { log } from '../platform/log.ts';
import { restrictAccess } from './compile-access.ts';
import { findApiKey } from './find-api-key.ts';
import { type ApiKeyIdentity, isUsable } from './key-store.ts';
import type { Access } from './reach.ts';
import { decodeSession, type Session } from './session-token.ts';
import { findLiveSession, type LiveSession } from './sessions/session-store.ts';
import { ShortMemory } from './short-memory.ts';
import { findUserIdentity, type UserIdentityWithAccess } from './user-store.ts';

const bounds = { lifeMs: 5_000, maxEntries: 10_000 };

/** A key with what it may do at this moment: what it was given, as far as its owner still holds it. */
export interface KeyWithAccess {
  identity: ApiKeyIdentity;
  teams: readonly string[];
  access: Access;
  endpoints: ReadonlySet<string> | null;
}

interface State {
  users: ShortMemory<UserIdentityWithAccess>;
  keys: ShortMemory<KeyWithAccess>;
  /** What tokens say, by token. */
  sessions: ShortMemory<Session>;
  /** Sessions that have not ended, by id. */
  live: ShortMemory<LiveSession>;
  listening: 'no' | 'starting' | 'yes';
}

// Next's bundle and the serving door hold an instance of this module each; a change must empty the cache of both.
const stateKey = Symbol.for('slipway.access.identities');
const registry = globalThis as { [stateKey]?: State };

function state(): State {
  registry[stateKey] ??= {
    users: new ShortMemory(bounds),
    keys: new ShortMemory(bounds),
    sessions: new ShortMemory(bounds),
    live: new ShortMemory(bounds),
    listening: 'no',
  };
  return registry[stateKey];
}

/** Call after a change to users or keys has been committed. */
export function forgetIdentities(): void {
  const current = state();
  current.users.clear();
  current.keys.clear();
  current.live.clear();
}

function listen(current: State): void {
  if (current.listening !== 'no') return;
  current.listening = 'starting';
  onChange((change) => {
    if (change === null || change.topic === 'access') forgetIdentities();
  }).then(
    () => {
      current.listening = 'yes';
    },
    (error: unknown) => {
      current.listening = 'no';
      log.warn('cannot hear changes to access; users and keys are read for every request', { error });
    },
  );
}

function remember<T>(memory: ShortMemory<T>, key: string, load: () => Promise<T | null>): Promise<T | null> {
  const current = state();
  listen(current);
  // Without word of changes every request looks for itself.
  return current.listening === 'yes' ? memory.find(key, load) : load();
}

export function userIdentity(id: string): Promise<UserIdentityWithAccess | null> {
  return remember(state().users, id, () => findUserIdentity(id));
}

/** `null` for a session that nobody opened, that has ended or was revoked. */
export function liveSession(id: string): Promise<LiveSession | null> {
  return remember(state().live, id, () => findLiveSession(id));
}

/**
 * `null` for keys that do not open. HMAC takes some 70 µs with OpenSSL 3, a one-shot hash 2 µs: keys in use are
 * found by the latter. What is refused is looked up each time, so that every refusal takes as long as any other.
 */
export function apiKeyIdentity(value: string): Promise<KeyWithAccess | null> {
  const digest = hash('sha256', value, 'base64');
  return remember(state().keys, digest, async () => {
    const identity = await findApiKey(value);
    if (identity === null || !isUsable(identity)) return null;
    const owner = await findUserIdentity(identity.ownerId);
    if (owner === null) return null;
    const endpoints = identity.endpoints.length === 0 ? null : new Set(identity.endpoints);
    const access = restrictAccess(owner.access, new Set(identity.permissions), endpoints);
    return { identity, teams: owner.teams, access, endpoints };
  });
}

/** Decrypting a token costs more than the rest of a request's authentication together. */
export function sessionOf(token: string): Promise<Session | null> {
  const { sessions } = state();
  return sessions.find(token, () => decodeSession(token));
}
