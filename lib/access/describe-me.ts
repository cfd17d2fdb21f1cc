import { AppError } from '../platform/errors.ts';
import { type Caller, may } from './caller.ts';
import { userIdentity } from './identity-cache.ts';
import { permissions } from './permissions.ts';
import type { Me } from './schemas.ts';

/** The person behind the caller, with what this caller may do: an API key shows its owner and its own bounds. */
export async function describeMe(caller: Caller): Promise<Me> {
  const allowed = permissions.filter((permission) => may(caller, permission));
  if (caller.kind === 'user') {
    const { id, email, name, role, mustChangePassword } = caller;
    return { id, email, name, role, mustChangePassword, permissions: allowed };
  }
  const owner = caller.kind === 'api-key' ? await userIdentity(caller.ownerId) : null;
  if (owner === null) throw new AppError('unauthenticated', 'Nobody stands behind this request. Sign in.');
  const { id, email, name, role, mustChangePassword } = owner;
  return { id, email, name, role, mustChangePassword, permissions: allowed };
}
