import { type Tx, transaction } from '../platform/db.ts';
import { publishChange } from '../platform/events.ts';
import { forgetIdentities } from './identity-cache.ts';

/**
 * Runs a change to users or keys: one transaction, heard by every process when it commits, and in force in this one
 * before the answer goes out. `key` is the id of the user or key.
 */
export async function changeAccess<T>(key: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const result = await transaction(async (tx) => {
    const value = await work(tx);
    await publishChange(tx, { topic: 'access', key });
    return value;
  });
  forgetIdentities();
  return result;
}
