import { type Tx, transaction } from '../platform/db.ts';
import { publishChange } from '../platform/events.ts';
import { assertMay, type Caller } from './caller.ts';
import { anonymiseAccount } from './closed-account-store.ts';
import { assertMayGovern, keepingAnOwner } from './govern.ts';
import { forgetIdentities } from './identity-cache.ts';

/**
 * Makes an account anonymous for good: nobody signs in to it and no key of it opens, from the commit on. `alsoIn` is part
 * of the change. Throws `conflict` (reason `own_account`, or `last_owner`).
 */
export async function closeAccount(
  caller: Caller,
  userId: string,
  alsoIn: (tx: Tx) => Promise<void>,
): Promise<void> {
  assertMay(caller, 'privacy.write');
  await transaction(async (tx) => {
    await assertMayGovern(tx, caller, userId, 'erase');
    await keepingAnOwner(tx, () => anonymiseAccount(tx, userId));
    await alsoIn(tx);
    await publishChange(tx, { topic: 'access', key: userId });
  });
  forgetIdentities();
}
