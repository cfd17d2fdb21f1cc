import { recordAudit } from '../audit/index.ts';
import { isUniqueViolation } from '../platform/db.ts';
import { parseOrThrow } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { systemCaller } from './caller.ts';
import { changeAccess } from './change-access.ts';
import { insertGrant } from './grant-store.ts';
import { hashPassword, newOneTimePassword } from './password-hash.ts';
import { emailSchema } from './schemas.ts';
import { findUserByEmail, insertUser, savePassword, type UserRow } from './user-store.ts';

export interface EnsuredAdmin {
  id: string;
  email: string;
  /** False when the account was there before. */
  created: boolean;
  /** To be shown once and changed at the first sign-in. `null` when the password was given, or none was set now. */
  oneTimePassword: string | null;
}

export interface EnsureAdminInput {
  email: string;
  password?: string;
  /**
   * Sets a password anew on an account that waits for its first sign-in with a one-time password: the start that made it
   * up may have been killed before anybody could read it. Any other account stays as it is.
   */
  renewUnused?: boolean;
}

/**
 * The administrator of the first start. Without a password a one-time password is made up; a given one is the operator's
 * choice and stays. Safe when several processes start at once.
 */
export async function ensureAdmin(input: EnsureAdminInput): Promise<EnsuredAdmin> {
  const email = parseOrThrow(emailSchema, input.email, 'e-mail address of the administrator');
  const existing = await findUserByEmail(email);
  const renew = existing !== null && input.renewUnused === true && isUnused(existing);
  if (existing && !renew) return untouched(existing);
  const password = input.password ?? newOneTimePassword();
  const mustChangePassword = input.password === undefined;
  const passwordHash = await hashPassword(password);
  const oneTimePassword = mustChangePassword ? password : null;
  if (existing) {
    await renewPassword(existing, passwordHash, mustChangePassword);
    return { id: existing.id, email, created: false, oneTimePassword };
  }
  try {
    const id = await insertAdmin(email, passwordHash, mustChangePassword);
    return { id, email, created: true, oneTimePassword };
  } catch (error) {
    const other = isUniqueViolation(error) ? await findUserByEmail(email) : null;
    if (other === null) throw error;
    return untouched(other);
  }
}

function isUnused(user: UserRow): boolean {
  return user.lastSignInAt === null && user.mustChangePassword;
}

function untouched({ id, email }: UserRow): EnsuredAdmin {
  return { id, email, created: false, oneTimePassword: null };
}

async function insertAdmin(
  email: string,
  passwordHash: string,
  mustChangePassword: boolean,
): Promise<string> {
  const id = newId();
  await changeAccess(id, async (tx) => {
    const name = 'Administrator';
    await insertUser(tx, { id, email, name, passwordHash, mustChangePassword });
    const grant = {
      id: newId(),
      holder: { userId: id },
      role: 'owner',
      scope: { kind: 'everything' } as const,
    };
    await insertGrant(tx, { ...grant, source: 'manual', expiresAt: null, createdBy: null });
    await recordAudit(tx, systemCaller('first start'), {
      action: 'user.created',
      subject: { kind: 'user', id, name: email },
      after: { name, role: 'owner' },
    });
  });
  return id;
}

async function renewPassword(
  { id, email }: UserRow,
  passwordHash: string,
  mustChangePassword: boolean,
): Promise<void> {
  await changeAccess(id, async (tx) => {
    await savePassword(tx, id, { passwordHash, mustChangePassword });
    await recordAudit(tx, systemCaller('first start'), {
      action: 'user.password_reset',
      subject: { kind: 'user', id, name: email },
    });
  });
}
