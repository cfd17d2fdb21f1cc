import { AppError } from '../platform/errors.ts';
import { type Permission, type Role, roleMay } from './permissions.ts';

/** Who asks. Every verb takes one and checks it where data is read or changed. */
export type Caller =
  | {
      kind: 'user';
      id: string;
      name: string;
      email: string;
      role: Role;
      mustChangePassword: boolean;
      address: string | null;
    }
  | {
      kind: 'api-key';
      /** Id of the key. */
      id: string;
      name: string;
      /** Owner of the key; conversations and quotas are the owner's. */
      ownerId: string;
      role: Role;
      /** Bound set on the key itself. */
      permissions: ReadonlySet<Permission>;
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

export function may(caller: Caller, permission: Permission): boolean {
  switch (caller.kind) {
    case 'system':
      return true;
    case 'user':
      return roleMay(caller.role, permission);
    case 'api-key':
      return roleMay(caller.role, permission) && caller.permissions.has(permission);
  }
}

export function assertMay(caller: Caller, permission: Permission): void {
  if (may(caller, permission)) return;
  const who = caller.kind === 'api-key' ? `The API key "${caller.name}"` : 'Your account';
  throw new AppError(
    'forbidden',
    `${who} lacks the permission "${permission}". Ask an administrator to grant it.`,
    {
      reason: 'missing_permission',
    },
  );
}

/** Whether the caller may have to do with the endpoint of this name at all; what it may do there, `may` says. */
export function mayReach(caller: Caller, endpoint: string): boolean {
  return caller.kind !== 'api-key' || caller.endpoints === null || caller.endpoints.has(endpoint);
}

/** `assertMay` for one endpoint. The refusal is the same whether or not there is such an endpoint. */
export function assertMayAt(caller: Caller, permission: Permission, endpoint: string): void {
  assertMay(caller, permission);
  if (mayReach(caller, endpoint)) return;
  throw new AppError(
    'forbidden',
    `The API key "${caller.name}" is not made for the endpoint "${endpoint}". Use a key that is.`,
    { reason: 'endpoint_out_of_scope' },
  );
}

/** The user a caller acts for; null for background work. */
export function userIdOf(caller: Caller): string | null {
  if (caller.kind === 'user') return caller.id;
  return caller.kind === 'api-key' ? caller.ownerId : null;
}

/** The signed-in person, for what an API key must not do in their name. `what` completes "An API key cannot …". */
export function asPerson(caller: Caller, what: string): UserCaller {
  if (caller.kind === 'user') return caller;
  throw new AppError('forbidden', `An API key cannot ${what}. Sign in and do it in the console.`, {
    reason: 'session_required',
  });
}
