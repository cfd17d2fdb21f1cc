import { AppError } from '../platform/errors.ts';
import { type Caller, may, reachOf } from './caller.ts';
import { userIdentity } from './identity-cache.ts';
import { permissions } from './permissions.ts';
import { reachToJson } from './reach.ts';
import type { Me } from './schemas.ts';
import { findTeamsOf } from './team-store.ts';

/** The person behind the caller, with what this caller may do: an API key shows its owner and its own bounds. */
export async function describeMe(caller: Caller): Promise<Me> {
  const person = caller.kind === 'api-key' ? await userIdentity(caller.ownerId) : caller;
  if (person === null || !('email' in person)) {
    throw new AppError('unauthenticated', 'Nobody stands behind this request. Sign in.');
  }
  const { id, email, name, mustChangePassword } = person;
  const allowed = permissions.filter((permission) => may(caller, permission));
  const reach = Object.fromEntries(
    allowed.flatMap((permission) => {
      const held = reachOf(caller, permission);
      return held === null ? [] : [[permission, reachToJson(held)]];
    }),
  );
  const teams = await findTeamsOf(id);
  return { id, email, name, mustChangePassword, permissions: allowed, reach, teams };
}
