import { assertMay, type Caller, userIdOf } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { publishChange } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Quota, RaiseQuota } from '../quota-schemas.ts';
import { getQuota } from './get-quota.ts';
import { quotaName } from './quota-facts.ts';
import { databaseNow, insertRaise, lockQuota, transaction } from './quota-store.ts';

const maxDays = 400;

/** Adds to the amount until then; several raises add up. Throws `invalid` when the end is past, or too far off. */
export async function raiseQuota(caller: Caller, id: string, input: RaiseQuota): Promise<Quota> {
  assertMay(caller, 'limits.write');
  const until = new Date(input.until);
  await transaction(async (tx) => {
    const quota = await lockQuota(tx, id);
    if (quota === null) throw notFound('This quota');
    assertEnd(until, await databaseNow());
    const raiseId = newId();
    await insertRaise(tx, {
      id: raiseId,
      quotaId: id,
      amount: BigInt(input.amount),
      until,
      reason: input.reason,
      byId: userIdOf(caller),
      byName: caller.name,
    });
    await recordAudit(tx, caller, {
      action: 'quota.raised',
      subject: { kind: 'quota', id, name: quotaName(quota) },
      after: { raise: raiseId, amount: input.amount, until: until.toISOString(), reason: input.reason },
    });
    await publishChange(tx, { topic: 'limits', key: `quota:${id}` });
  });
  return getQuota(caller, id);
}

function assertEnd(until: Date, now: Date): void {
  const ahead = until.getTime() - now.getTime();
  if (ahead > 0 && ahead <= maxDays * 86_400_000) return;
  const message =
    ahead <= 0
      ? 'This moment is past. Choose a later end.'
      : `A raise ends within ${maxDays} days. For longer, change the amount.`;
  throw new AppError('invalid', message, { issues: [{ path: 'until', message }] });
}
