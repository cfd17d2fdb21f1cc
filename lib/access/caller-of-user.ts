import type { UserCaller } from './caller.ts';
import { findUserIdentity } from './user-store.ts';

/**
 * Somebody as they are now, for work that goes on in their name while they are away; null when the account is disabled,
 * erased, or waits for its first password or a second factor.
 */
export async function callerOfUser(id: string): Promise<UserCaller | null> {
  const user = await findUserIdentity(id);
  if (user === null || user.disabledAt !== null || user.mustChangePassword || user.mustEnrol) return null;
  const { name, email, teams, access } = user;
  return {
    kind: 'user',
    id,
    name,
    email,
    teams,
    access,
    mustChangePassword: false,
    mustEnrol: false,
    address: null,
  };
}
