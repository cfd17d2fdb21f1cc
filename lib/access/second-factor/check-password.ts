import { AppError } from '../../platform/errors.ts';
import type { UserCaller } from '../caller.ts';
import { countAttempt } from '../count-attempt.ts';
import { noPassword, verifyPassword } from '../password-hash.ts';
import { clearAttempts, findCredentials } from '../user-store.ts';

/** Throws unless the password is the person's; wrong ones count towards the lock-out. */
export async function checkPassword(person: UserCaller, password: string): Promise<void> {
  const account = await findCredentials({ id: person.id });
  if (account?.passwordHash === noPassword) {
    throw new AppError(
      'conflict',
      'Your account has no password: you sign in through an identity provider, which asks for the second factor itself.',
      { reason: 'no_password' },
    );
  }
  await countAttempt(account, person.email);
  if (await verifyPassword(account?.passwordHash ?? null, password)) return clearAttempts(person.id);
  const message = 'The password is wrong.';
  throw new AppError('invalid', message, {
    reason: 'wrong_password',
    issues: [{ path: 'password', message }],
  });
}
