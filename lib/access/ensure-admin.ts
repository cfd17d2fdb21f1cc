import { recordAudit } from '../audit/index.ts';
import { isUniqueViolation } from '../platform/db.ts';
import { parseOrThrow } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { systemCaller } from './caller.ts';
import { changeAccess } from './change-access.ts';
import { hashPassword, newOneTimePassword } from './password-hash.ts';
import { emailSchema } from './schemas.ts';
import { findUserByEmail, insertUser } from './user-store.ts';

export interface EnsuredAdmin {
  id: string;
  email: string;
  /** False when the account was there before; then nothing about it is changed. */
  created: boolean;
  /** To be shown once and changed at the first sign-in. `null` when the password was given, or nothing was created. */
  oneTimePassword: string | null;
}

/**
 * The administrator of the first start. Without a password a one-time password is made up; a given one is the operator's
 * choice and stays. Safe when several processes start at once.
 */
export async function ensureAdmin(input: { email: string; password?: string }): Promise<EnsuredAdmin> {
  const email = parseOrThrow(emailSchema, input.email, 'e-mail address of the administrator');
  const existing = await findUserByEmail(email);
  if (existing) return { id: existing.id, email, created: false, oneTimePassword: null };
  const password = input.password ?? newOneTimePassword();
  const oneTimePassword = input.password === undefined ? password : null;
  const passwordHash = await hashPassword(password);
  try {
    const id = await insertAdmin(email, passwordHash, oneTimePassword !== null);
    return { id, email, created: true, oneTimePassword };
  } catch (error) {
    const other = isUniqueViolation(error) ? await findUserByEmail(email) : null;
    if (other === null) throw error;
    return { id: other.id, email, created: false, oneTimePassword: null };
  }
}

async function insertAdmin(
  email: string,
  passwordHash: string,
  mustChangePassword: boolean,
): Promise<string> {
  const id = newId();
  await changeAccess(id, async (tx) => {
    const name = 'Administrator';
    await insertUser(tx, { id, email, name, role: 'admin', passwordHash, mustChangePassword });
    await recordAudit(tx, systemCaller('first start'), {
      action: 'user.created',
      subject: { kind: 'user', id, name: email },
      after: { name, role: 'admin' },
    });
  });
  return id;
}
