import type { Caller } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import { claimCheck } from './check-store.ts';
import { changedCheck, requireVisibleCheck } from './get-check-history.ts';
import { assertMayChange } from './places.ts';
import { runClaimed } from './run-claimed.ts';
import { definitionOf } from './save-check.ts';
import type { Check } from './schemas.ts';

/** Runs a check at once, in this process, and tells how it stands after that. Throws `conflict` while it is being run. */
export async function runCheckNow(caller: Caller, id: string, signal: AbortSignal): Promise<Check> {
  const { name, ...row } = await requireVisibleCheck(caller, id);
  await assertMayChange(caller, definitionOf({ name, ...row }));
  const claimed = await claimCheck(id);
  if (claimed === null) {
    throw new AppError('conflict', `The check "${name}" is being run right now. Look again in a moment.`, {
      reason: 'running',
    });
  }
  await runClaimed(claimed, signal);
  return changedCheck(id);
}
