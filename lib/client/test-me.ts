import type { Me, Permission } from '../access/schemas.ts';

/** For tests of screens: somebody who holds these permissions everywhere. */
export function meWith(...permissions: Permission[]): Me {
  const everywhere = {
    everywhere: true,
    environments: [],
    endpoints: [],
    models: [],
    knowledge: [],
    only: null,
  };
  return {
    id: '0197a000-0000-7000-8000-000000000001',
    email: 'ada@example.com',
    name: 'Ada',
    mustChangePassword: false,
    permissions,
    reach: Object.fromEntries(permissions.map((permission) => [permission, everywhere])),
    teams: [],
  };
}
