import { assertMay, type Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { notFound } from '../../platform/errors.ts';
import { publishChange } from '../../platform/events.ts';
import { ratesKey, reloadRules } from './rate-state.ts';
import { assertUnchanged, nameOfRate } from './rate-version.ts';
import { findRate, lockRate, presentRate, removeRate, transaction } from './rule-store.ts';

/** Throws `not_found`, or `conflict` when the rule is not as `ifMatch`, its `updatedAt` as last read, says. */
export async function deleteRate(
  caller: Caller,
  id: string,
  { ifMatch = null }: { ifMatch?: string | null } = {},
): Promise<void> {
  assertMay(caller, 'limits.write');
  await transaction(async (tx) => {
    const found = await findRate(tx, id);
    // Read again under the lock of its name, so that a change under way is seen.
    const row = found === null ? null : await lockRate(tx, presentRate(found));
    if (row === null) throw notFound('This rate limit');
    if (ifMatch !== null) assertUnchanged(row, ifMatch);
    await removeRate(tx, row.id);
    await recordAudit(tx, caller, {
      action: 'rate-limit.deleted',
      subject: { kind: 'rate-limit', id: row.id, name: nameOfRate(row) },
      before: { limit: Number(row.limit), enabled: row.enabled },
    });
    await publishChange(tx, { topic: 'limits', key: ratesKey });
  });
  await reloadRules();
}
