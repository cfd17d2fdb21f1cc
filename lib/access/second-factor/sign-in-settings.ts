import { recordAudit } from '../../audit/index.ts';
import { prisma } from '../../platform/db.ts';
import { notFound } from '../../platform/errors.ts';
import { assertMay, type Caller } from '../caller.ts';
import { changeAccess } from '../change-access.ts';
import { isBuiltInRole } from '../permissions.ts';
import { findCustomRole } from '../role-store.ts';
import type { SignInSettings } from '../schemas.ts';
import { findRequiredRoles, saveRequiredRoles } from './second-factor-store.ts';

export async function readSignInSettings(caller: Caller): Promise<SignInSettings> {
  assertMay(caller, 'settings.read');
  return { secondFactorRoles: await findRequiredRoles(prisma()) };
}

/** In force with the next request: whoever holds one of the roles and has no second factor sets one up first. */
export async function saveSignInSettings(caller: Caller, input: SignInSettings): Promise<SignInSettings> {
  assertMay(caller, 'settings.write');
  const roles = [...new Set(input.secondFactorRoles)].sort();
  await changeAccess('sign-in', async (tx) => {
    for (const role of roles) {
      if (!isBuiltInRole(role) && (await findCustomRole(tx, role)) === null)
        throw notFound(`The role "${role}"`);
    }
    const before = await findRequiredRoles(tx);
    await saveRequiredRoles(tx, roles);
    await recordAudit(tx, caller, {
      action: 'settings.sign_in_changed',
      subject: { kind: 'settings', id: 'sign-in', name: 'Sign-in' },
      before: { secondFactorRoles: before },
      after: { secondFactorRoles: roles },
    });
  });
  return { secondFactorRoles: roles };
}
