import type { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import { isUniqueViolation } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { assertMay, type Caller, userIdOf } from './caller.ts';
import { changeAccess } from './change-access.ts';
import { assertMayGive } from './govern.ts';
import { insertGrant } from './grant-store.ts';
import { hashPassword, newOneTimePassword } from './password-hash.ts';
import type { createUserSchema, UserWithPassword } from './schemas.ts';
import { userSummary } from './summaries.ts';
import { findUser, insertUser } from './user-store.ts';

/** Adds a person. The one-time password returned has to be changed at the first sign-in. */
export async function createUser(
  caller: Caller,
  { role, ...input }: z.output<typeof createUserSchema>,
): Promise<UserWithPassword> {
  assertMay(caller, 'access.write');
  const oneTimePassword = newOneTimePassword();
  const passwordHash = await hashPassword(oneTimePassword);
  const id = newId();
  const created = await changeAccess(id, async (tx) => {
    const user = await insertUser(tx, { id, ...input, passwordHash, mustChangePassword: true });
    if (role !== null) {
      const holder = { userId: id };
      await assertMayGive(tx, caller, role, holder);
      const grant = {
        id: newId(),
        holder,
        role,
        scope: { kind: 'everything' } as const,
        source: 'manual' as const,
      };
      await insertGrant(tx, { ...grant, expiresAt: null, createdBy: userIdOf(caller) });
    }
    await recordAudit(tx, caller, {
      action: 'user.created',
      subject: { kind: 'user', id, name: user.email },
      after: { name: user.name, role },
    });
    return (await findUser(tx, id)) ?? user;
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? taken(input.email) : error;
  });
  return { user: userSummary(created), oneTimePassword };
}

function taken(email: string): AppError {
  const message = `${email} has an account already. Change its role, or reset its password.`;
  return new AppError('conflict', message, { issues: [{ path: 'email', message }] });
}
