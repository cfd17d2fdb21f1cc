import { expect, test } from 'vitest';
import { assertMay, type Caller, may, systemCaller } from './caller.ts';
import { isPermission, permissions, permissionsOf, roles } from './permissions.ts';

test('admins may do everything', () => {
  expect(permissionsOf('admin')).toEqual(permissions);
});

test('members chat and use their own keys, and administer nothing', () => {
  expect(permissionsOf('member')).toEqual(['chat.use', 'endpoints.query', 'sources.read', 'keys.own']);
});

test('viewers read dashboards and change nothing', () => {
  expect(permissionsOf('viewer')).toEqual([
    'sources.read',
    'dashboards.read',
    'inferences.read',
    'endpoints.read',
  ]);
  expect(permissionsOf('viewer').filter((permission) => !permission.endsWith('.read'))).toEqual([]);
});

test('only names in the table are permissions', () => {
  expect(isPermission('chat.use')).toBe(true);
  expect(isPermission('toString')).toBe(false);
  expect(isPermission('')).toBe(false);
});

function keyCaller(role: (typeof roles)[number], granted: (typeof permissions)[number][]): Caller {
  const common = {
    kind: 'api-key',
    id: 'k',
    name: 'k',
    ownerId: 'u',
    endpoints: null,
    address: null,
  } as const;
  return { ...common, role, permissions: new Set(granted) };
}

test.each(roles)('a key of a %s may no more than its owner and no more than it was given', (role) => {
  for (const permission of permissions) {
    expect(may(keyCaller(role, permissions), permission)).toBe(permissionsOf(role).includes(permission));
    expect(may(keyCaller(role, []), permission)).toBe(false);
  }
});

test('a missing permission is named', () => {
  expect(() => assertMay(keyCaller('viewer', permissions), 'access.write')).toThrow(
    /API key "k".*access\.write/,
  );
  expect(() => assertMay(systemCaller('seed'), 'access.write')).not.toThrow();
});
