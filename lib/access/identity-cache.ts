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
import { findUserIdentity, type UserIdentityWithAccess } from './user-store.ts';

const lifeMs = 5_000;
const maxEntries = 10_000;

interface Entry<T> {
  value: T;
  until: number;
}

/** A key with what it may do at this moment: what it was given, as far as its owner still holds it. */
export interface KeyWithAccess {
  identity: ApiKeyIdentity;
  teams: readonly string[];
  access: Access;
  endpoints: ReadonlySet<string> | null;
}

interface State {
  users: Map<string, Entry<UserIdentityWithAccess>>;
  keys: Map<string, Entry<KeyWithAccess>>;
  /** What tokens say, by token. */
  sessions: Map<string, Entry<Session>>;
  /** Sessions that have not ended, by id. */
  live: Map<string, Entry<LiveSession>>;
  /** Raised by every change, so that a look-up begun before it is not kept after it. */
  generation: number;
  listening: 'no' | 'starting' | 'yes';
}

// Next's bundle and the serving door hold an instance of this module each; a change must empty the cache of both.
const stateKey = Symbol.for('slipway.access.identities');
const registry = globalThis as { [stateKey]?: State };

function state(): State {
  registry[stateKey] ??= {
    users: new Map(),
    keys: new Map(),
    sessions: new Map(),
    live: new Map(),
    generation: 0,
    listening: 'no',
  };
  return registry[stateKey];
}

/** Call after a change to users or keys has been committed. */
export function forgetIdentities(): void {
  const current = state();
  current.generation += 1;
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

async function remember<T>(
  entries: Map<string, Entry<T>>,
  key: string,
  load: () => Promise<T | null>,
): Promise<T | null> {
  const current = state();
  listen(current);
  const known = entries.get(key);
  if (known && known.until > Date.now()) return known.value;
  const { generation } = current;
  const value = await load();
  if (value !== null && current.listening === 'yes' && current.generation === generation) {
    keep(entries, key, { value, until: Date.now() + lifeMs });
  }
  return value;
}

function keep<T>(entries: Map<string, Entry<T>>, key: string, entry: Entry<T>): void {
  if (entries.size >= maxEntries) entries.clear();
  entries.set(key, entry);
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
export async function sessionOf(token: string): Promise<Session | null> {
  const { sessions } = state();
  const known = sessions.get(token);
  if (known && known.until > Date.now()) return known.value;
  const session = await decodeSession(token);
  if (session !== null) keep(sessions, token, { value: session, until: Date.now() + lifeMs });
  return session;
}
