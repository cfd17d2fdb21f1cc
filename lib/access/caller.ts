import { AppError } from '../platform/errors.ts';
import { accessToEverything } from './compile-access.ts';
import type { Permission } from './permissions.ts';
import { type Access, type Place, type Reach, within } from './reach.ts';

/** Who asks. Every verb takes one and checks it where data is read or changed. */
export type Caller =
  | {
      kind: 'user';
      id: string;
      name: string;
      email: string;
      /** Ids of the teams the person is in. */
      teams: readonly string[];
      access: Access;
      mustChangePassword: boolean;
      /** A role asks for a second factor and the person has none yet. */
      mustEnrol: boolean;
      /** Id of the proposal this person has approved and carries out now; see `lib/approvals`. */
      approval?: string;
      address: string | null;
    }
  | {
      kind: 'api-key';
      /** Id of the key. */
      id: string;
      name: string;
      /** Owner of the key; conversations and quotas are the owner's. */
      ownerId: string;
      /** The owner's. */
      teams: readonly string[];
      /** The owner's, bounded by what the key was given. */
      access: Access;
      /** Names of the endpoints the key is limited to; null for all its owner may use. */
      endpoints: ReadonlySet<string> | null;
      address: string | null;
    }
  | { kind: 'system'; id: null; name: string; address: null };

export type UserCaller = Extract<Caller, { kind: 'user' }>;

/** Work that nobody asked for in person: seeding, background jobs. */
export function systemCaller(name: string): Caller {
  return { kind: 'system', id: null, name, address: null };
}

function accessOf(caller: Caller): Access {
  return caller.kind === 'system' ? accessToEverything() : caller.access;
}

/** Where the caller holds the permission; null for nowhere. Lists filter by it. */
export function reachOf(caller: Caller, permission: Permission): Reach | null {
  return accessOf(caller).get(permission) ?? null;
}

/** Whether the caller holds the permission anywhere. What has a place is checked there, with `mayAt`. */
export function may(caller: Caller, permission: Permission): boolean {
  return accessOf(caller).has(permission);
}

export function mayAt(caller: Caller, permission: Permission, place: Place): boolean {
  const reach = reachOf(caller, permission);
  return reach !== null && within(reach, place);
}

/** Whether the caller holds the permission at every place, those to come included. */
export function mayEverywhere(caller: Caller, permission: Permission): boolean {
  const reach = reachOf(caller, permission);
  return reach?.everywhere === true && reach.only === null;
}

export function assertMay(caller: Caller, permission: Permission): void {
  if (may(caller, permission)) return;
  throw new AppError(
    'forbidden',
    `${subjectOf(caller)} lacks the permission "${permission}". Ask an administrator to grant it.`,
    { reason: 'missing_permission' },
  );
}

/** `assertMay` at one place. The refusal is the same whether or not there is such a thing. */
export function assertMayAt(caller: Caller, permission: Permission, place: Place): void {
  assertMay(caller, permission);
  if (mayAt(caller, permission, place)) return;
  const kind = place.kind === 'knowledge' ? 'knowledge base' : place.kind;
  if (caller.kind === 'api-key' && place.kind === 'endpoint' && caller.endpoints?.has(place.name) === false) {
    throw new AppError(
      'forbidden',
      `The API key "${caller.name}" is not made for the endpoint "${place.name}". Use a key that is.`,
      { reason: 'endpoint_out_of_scope' },
    );
  }
  throw new AppError(
    'forbidden',
    `${subjectOf(caller)} lacks the permission "${permission}" at the ${kind} "${place.name}". Ask an administrator to grant it.`,
    { reason: 'missing_permission' },
  );
}

export function assertMayEverywhere(caller: Caller, permission: Permission): void {
  assertMay(caller, permission);
  if (mayEverywhere(caller, permission)) return;
  throw new AppError(
    'forbidden',
    `${subjectOf(caller)} has the permission "${permission}" at some places only, and this needs it everywhere.`,
    { reason: 'missing_permission' },
  );
}

function subjectOf(caller: Caller): string {
  return caller.kind === 'api-key' ? `The API key "${caller.name}"` : 'Your account';
}

/** The user a caller acts for; null for background work. */
export function userIdOf(caller: Caller): string | null {
  if (caller.kind === 'user') return caller.id;
  return caller.kind === 'api-key' ? caller.ownerId : null;
}

/** Ids of the teams the caller acts for; none for background work. */
export function teamsOf(caller: Caller): readonly string[] {
  return caller.kind === 'system' ? [] : caller.teams;
}

/** The caller in reader lists: `user:<id>` and `team:<id>`; null for background work, which reads everything. */
export function principalsOf(caller: Caller): readonly string[] | null {
  if (caller.kind === 'system') return null;
  const id = caller.kind === 'user' ? caller.id : caller.ownerId;
  return [`user:${id}`, ...caller.teams.map((team) => `team:${team}`)];
}

/** The signed-in person, for what an API key must not do in their name. `what` completes "An API key cannot …". */
export function asPerson(caller: Caller, what: string): UserCaller {
  if (caller.kind === 'user') return caller;
  throw new AppError('forbidden', `An API key cannot ${what}. Sign in and do it in the console.`, {
    reason: 'session_required',
  });
}
