import { expect, test } from 'vitest';
import { keyOf } from '../../e2e/support/callers.ts';
import { assertMay, may, systemCaller } from './caller.ts';
import { builtInRoles, isPermission, permissions, permissionsOf, placeOf } from './permissions.ts';

test('owners may do everything', () => {
  expect(permissionsOf('owner')).toEqual(permissions);
});

test('app teams chat and use their own keys, and administer nothing', () => {
  expect(permissionsOf('app-team')).toEqual(['chat.use', 'endpoints.query', 'sources.read', 'keys.own']);
});

test('security admins govern access and promote nothing', () => {
  const held = permissionsOf('security-admin');
  expect(held).toEqual(expect.arrayContaining(['access.write', 'keys.all', 'audit.read', 'privacy.write']));
  expect(held).not.toContain('models.promote');
  expect(held).not.toContain('endpoints.write');
});

test('data scientists register and propose, and only read endpoints', () => {
  const held = permissionsOf('data-scientist');
  expect(held).toEqual(
    expect.arrayContaining(['runs.write', 'models.write', 'changes.propose', 'endpoints.read']),
  );
  expect(held).not.toContain('endpoints.write');
  expect(held).not.toContain('models.promote');
});

test('stakeholders read dashboards and change nothing but their own', () => {
  expect(permissionsOf('stakeholder')).toEqual(['dashboards.read', 'dashboards.own', 'usage.read']);
  expect(placeOf('dashboards.own')).toBe('own');
});

test('only names in the table are permissions', () => {
  expect(isPermission('chat.use')).toBe(true);
  expect(isPermission('toString')).toBe(false);
  expect(isPermission('')).toBe(false);
});

test.each(builtInRoles)('a key of a %s may no more than its owner and no more than it was given', (role) => {
  for (const permission of permissions) {
    expect(may(keyOf(role, permissions), permission)).toBe(permissionsOf(role).includes(permission));
    expect(may(keyOf(role, []), permission)).toBe(false);
  }
});

test('a missing permission is named', () => {
  expect(() => assertMay(keyOf('stakeholder', permissions), 'access.write')).toThrow(
    /API key "ci".*access\.write/,
  );
  expect(() => assertMay(systemCaller('seed'), 'access.write')).not.toThrow();
});
