import { assertMay, type Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../platform/errors.ts';
import { publishChange } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { RateRule, SaveRate } from '../schemas.ts';
import { ratesKey, reloadRules } from './rate-state.ts';
import { assertUnchanged, nameOfRate } from './rate-version.ts';
import { countRates, insertRate, lockRate, presentRate, transaction, updateRate } from './rule-store.ts';

/** Every server keeps all rules in memory. */
const maxRules = 10_000;

/**
 * Adds the rule, or changes limit and state of the one for the same subject, unit and window. In force here when it
 * returns, and on every other server a moment later; what was used of the current window stays used.
 * Throws `conflict` when the rule is not as `ifMatch`, its `updatedAt` as last read, says.
 */
export async function saveRate(
  caller: Caller,
  input: SaveRate,
  { ifMatch = null }: { ifMatch?: string | null } = {},
): Promise<RateRule> {
  assertMay(caller, 'limits.write');
  const saved = await transaction(async (tx) => {
    const before = await lockRate(tx, input);
    if (ifMatch !== null) assertUnchanged(before, ifMatch);
    if (before === null && (await countRates(tx)) >= maxRules) {
      throw new AppError('conflict', `There are ${maxRules} rate limits already. Delete some first.`, {
        reason: 'too_many',
      });
    }
    const { limit, enabled } = input;
    const row =
      before === null
        ? await insertRate(tx, { id: newId(), ...input })
        : await updateRate(tx, before.id, { limit, enabled });
    await recordAudit(tx, caller, {
      action: before === null ? 'rate-limit.created' : 'rate-limit.updated',
      subject: { kind: 'rate-limit', id: row.id, name: nameOfRate(row) },
      ...(before !== null && { before: { limit: Number(before.limit), enabled: before.enabled } }),
      after: { limit, enabled },
    });
    await publishChange(tx, { topic: 'limits', key: ratesKey });
    return presentRate(row);
  });
  await reloadRules();
  return saved;
}
