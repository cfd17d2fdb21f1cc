import type { z } from 'zod';
import { prisma } from '../platform/db.ts';
import { assertMay, type Caller } from './caller.ts';
import { builtInRoles, permissionsOf } from './permissions.ts';
import { countGrantsByRole, findCustomRoles } from './role-store.ts';
import type { roleListSchema } from './schemas.ts';
import { customRoleSummary } from './summaries.ts';

/** The built-in roles, then the custom ones by name. */
export async function listRoles(caller: Caller): Promise<z.input<typeof roleListSchema>> {
  assertMay(caller, 'access.read');
  const [custom, grants] = await Promise.all([findCustomRoles(), countGrantsByRole(prisma())]);
  const builtIn = builtInRoles.map((name) => ({
    name,
    description: '',
    builtIn: true,
    permissions: permissionsOf(name),
    grants: grants.get(name) ?? 0,
  }));
  return {
    items: [...builtIn, ...custom.map((role) => customRoleSummary(role, grants.get(role.name) ?? 0))],
  };
}
