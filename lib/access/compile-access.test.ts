import fc from 'fast-check';
import { expect, test } from 'vitest';
import { userCaller } from '../../e2e/support/callers.ts';
import { may, mayAt, mayEverywhere } from './caller.ts';
import { compileAccess, type HeldRole, restrictAccess } from './compile-access.ts';
import { builtInRoles, permissions, placeOf, roleMay } from './permissions.ts';
import { type Place, type Scope, within } from './reach.ts';

const names = ['alpha', 'beta', 'gamma'];
const environments = ['development', 'staging', 'production'] as const;

const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant({ kind: 'everything' } as const),
  fc.record({ kind: fc.constant('environment' as const), name: fc.constantFrom(...environments) }),
  fc.record({
    kind: fc.constantFrom('model' as const, 'endpoint' as const, 'knowledge' as const),
    name: fc.constantFrom(...names),
  }),
);
const held: fc.Arbitrary<HeldRole> = fc.record({
  role: fc.constantFrom(...builtInRoles, 'gone', 'auditor'),
  scope,
  permissions: fc.subarray([...permissions, 'no.such'], { maxLength: 4 }),
});
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.record({
    kind: fc.constant('endpoint' as const),
    name: fc.constantFrom(...names),
    environment: fc.constantFrom(...environments, null),
  }),
  fc.record({
    kind: fc.constantFrom('model' as const, 'knowledge' as const),
    name: fc.constantFrom(...names),
  }),
);

/** The rule as one would say it, grant by grant. */
function oneGives(grant: HeldRole, permission: (typeof permissions)[number], at: Place): boolean {
  const role = builtInRoles.find((name) => name === grant.role);
  const includes = role ? roleMay(role, permission) : grant.permissions.includes(permission);
  if (!includes) return false;
  if (grant.scope.kind === 'everything') return true;
  if (placeOf(permission) !== at.kind) return false;
  if (grant.scope.kind === 'environment') {
    return at.kind === 'endpoint' && at.environment === grant.scope.name;
  }
  return grant.scope.kind === at.kind && grant.scope.name === at.name;
}

test('access is the union of the grants, and nothing else', () => {
  fc.assert(
    fc.property(
      fc.array(held, { maxLength: 8 }),
      fc.constantFrom(...permissions),
      place,
      (grants, permission, at) => {
        if (placeOf(permission) !== at.kind) return;
        const reach = compileAccess(grants).get(permission);
        const allowed = reach !== undefined && within(reach, at);
        expect(allowed).toBe(grants.some((grant) => oneGives(grant, permission, at)));
      },
    ),
  );
});

test('a key never has more than its owner, at any place', () => {
  fc.assert(
    fc.property(
      fc.array(held, { maxLength: 6 }),
      fc.subarray([...permissions]),
      fc.option(fc.subarray(names), { nil: null }),
      fc.constantFrom(...permissions),
      place,
      (grants, given, endpoints, permission, at) => {
        const access = compileAccess(grants);
        const reach = restrictAccess(access, new Set(given), endpoints && new Set(endpoints)).get(permission);
        if (reach === undefined || !within(reach, at)) return;
        expect(given).toContain(permission);
        const owners = access.get(permission);
        expect(owners && within(owners, at)).toBe(true);
        if (at.kind === 'endpoint' && placeOf(permission) === 'endpoint' && endpoints !== null) {
          expect(endpoints).toContain(at.name);
        }
      },
    ),
  );
});

test('what has no place is held everywhere or not at all; what is one’s own comes with any grant', () => {
  const scoped = userCaller('security-admin', { scope: { kind: 'endpoint', name: 'alpha' } });
  expect(may(scoped, 'access.write')).toBe(false);
  expect(mayEverywhere(userCaller('security-admin'), 'access.write')).toBe(true);
  const caller = userCaller('app-team', { scope: { kind: 'endpoint', name: 'alpha' } });
  expect(may(caller, 'keys.own')).toBe(true);
  expect(may(caller, 'endpoints.query')).toBe(true);
  expect(mayEverywhere(caller, 'endpoints.query')).toBe(false);
  const alpha = { kind: 'endpoint', name: 'alpha', environment: 'production' } as const;
  expect(mayAt(caller, 'endpoints.query', alpha)).toBe(true);
  expect(mayAt(caller, 'endpoints.query', { ...alpha, name: 'beta' })).toBe(false);
});

test('an environment reaches the endpoints in it, and those alone', () => {
  const caller = userCaller('mlops-engineer', { scope: { kind: 'environment', name: 'staging' } });
  const at = (environment: string | null) =>
    mayAt(caller, 'endpoints.write', { kind: 'endpoint', name: 'any', environment });
  expect([at('staging'), at('production'), at(null)]).toEqual([true, false, false]);
  expect(may(caller, 'models.promote')).toBe(false);
});
