import type { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { assertMay, type Caller } from './caller.ts';
import { changeAccess } from './change-access.ts';
import { assertNotOwnRole } from './govern.ts';
import { isBuiltInRole } from './permissions.ts';
import { countGrantsByRole, findCustomRole, removeCustomRole, upsertCustomRole } from './role-store.ts';
import type { RoleSummary, saveRoleSchema } from './schemas.ts';
import { customRoleSummary } from './summaries.ts';

/** Adds a custom role or changes the one of that name; in force at once for all who hold it. */
export async function saveRole(
  caller: Caller,
  name: string,
  input: z.output<typeof saveRoleSchema>,
): Promise<RoleSummary> {
  assertMay(caller, 'access.write');
  assertCustom(name);
  return changeAccess(name, async (tx) => {
    const before = await findCustomRole(tx, name);
    // Also of a new one: somebody may hold the name of a role that was deleted meanwhile.
    await assertNotOwnRole(tx, caller, name);
    const permissions = [...new Set(input.permissions)].sort();
    const role = await upsertCustomRole(tx, { name, description: input.description, permissions });
    await recordAudit(tx, caller, {
      action: before === null ? 'role.created' : 'role.updated',
      subject: { kind: 'role', id: name, name },
      ...(before && { before: { description: before.description, permissions: before.permissions } }),
      after: { description: role.description, permissions: role.permissions },
    });
    return customRoleSummary(role, (await countGrantsByRole(tx)).get(name) ?? 0);
  });
}

/** Throws `conflict` while somebody holds it. */
export async function deleteRole(caller: Caller, name: string): Promise<void> {
  assertMay(caller, 'access.write');
  assertCustom(name);
  await changeAccess(name, async (tx) => {
    const role = await findCustomRole(tx, name);
    if (role === null) throw notFound(`The role "${name}"`);
    const held = (await countGrantsByRole(tx)).get(name) ?? 0;
    if (held > 0) {
      throw new AppError('conflict', `The role "${name}" is held ${held} times. Revoke these grants first.`);
    }
    // Somebody else may delete it in between.
    if (!(await removeCustomRole(tx, name))) throw notFound(`The role "${name}"`);
    await recordAudit(tx, caller, {
      action: 'role.deleted',
      subject: { kind: 'role', id: name, name },
      before: { description: role.description, permissions: role.permissions },
    });
  });
}

function assertCustom(name: string): void {
  if (!isBuiltInRole(name)) return;
  throw new AppError(
    'invalid',
    `"${name}" is a built-in role and stays as it is. Make a role of another name.`,
  );
}
