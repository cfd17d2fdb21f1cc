import {
  isBuiltInRole,
  isPermission,
  type Permission,
  permissions,
  permissionsOf,
  placeOf,
} from './permissions.ts';
import { type Access, type Reach, type Scope, scopeGives } from './reach.ts';

/** A role held in a scope, with what a custom role of that name may do. */
export interface HeldRole {
  role: string;
  scope: Scope;
  /** Of a custom role; ignored for a built-in one. */
  permissions: readonly string[];
}

interface Growing extends Reach {
  environments: Set<string>;
  endpoints: Set<string>;
  models: Set<string>;
  knowledge: Set<string>;
}

/** The union of the grants. A role that no longer exists gives nothing: deny is the default. */
export function compileAccess(held: readonly HeldRole[]): Access {
  const access = new Map<Permission, Growing>();
  for (const grant of held) {
    for (const permission of permissionsOfRole(grant)) {
      if (!scopeGives(permission, grant.scope)) continue;
      const reach = access.get(permission) ?? nothing();
      access.set(permission, reach);
      widen(reach, grant.scope);
    }
  }
  return access;
}

/** The built-in role's permissions, or the custom one's that are (still) known. */
export function permissionsOfRole({
  role,
  permissions: own,
}: Omit<HeldRole, 'scope'>): readonly Permission[] {
  return isBuiltInRole(role) ? permissionsOf(role) : own.filter(isPermission);
}

/**
 * What an API key may do: what its owner may, and the key was given. Its endpoints bound whatever is held at endpoints.
 */
export function restrictAccess(
  access: Access,
  given: ReadonlySet<string>,
  endpoints: ReadonlySet<string> | null,
): Access {
  const restricted = new Map<Permission, Reach>();
  for (const [permission, reach] of access) {
    if (!given.has(permission)) continue;
    const bound = placeOf(permission) === 'endpoint' ? endpoints : null;
    restricted.set(permission, { ...reach, only: bound });
  }
  return restricted;
}

const everything: Access = new Map(
  permissions.map((permission) => [permission, { ...nothing(), everywhere: true }]),
);

/** Of work that nobody asked for in person. */
export function accessToEverything(): Access {
  return everything;
}

function nothing(): Growing {
  return {
    everywhere: false,
    environments: new Set(),
    endpoints: new Set(),
    models: new Set(),
    knowledge: new Set(),
    only: null,
  };
}

function widen(reach: Growing, scope: Scope): void {
  switch (scope.kind) {
    case 'everything':
      reach.everywhere = true;
      break;
    case 'environment':
      reach.environments.add(scope.name);
      break;
    case 'endpoint':
      reach.endpoints.add(scope.name);
      break;
    case 'model':
      reach.models.add(scope.name);
      break;
    case 'knowledge':
      reach.knowledge.add(scope.name);
      break;
  }
}
