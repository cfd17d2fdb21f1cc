import { assertMay, type Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { notFound } from '../../platform/errors.ts';
import { publishChange } from '../../platform/events.ts';
import { forgetQuotas } from './known-quotas.ts';
import { assertRevision, quotaFacts, quotaName } from './quota-facts.ts';
import { lockLedger, lockQuota, removeQuota, transaction } from './quota-store.ts';

/** Takes its counters and raises with it; the ledger stays. Throws `not_found`, and `conflict` as `saveQuota` does. */
export async function deleteQuota(caller: Caller, id: string, revision: number): Promise<void> {
  assertMay(caller, 'limits.write');
  await transaction(async (tx) => {
    await lockLedger(tx);
    const before = await lockQuota(tx, id);
    if (before === null) throw notFound('This quota');
    assertRevision(before, revision);
    await removeQuota(tx, id);
    await recordAudit(tx, caller, {
      action: 'quota.deleted',
      subject: { kind: 'quota', id, name: quotaName(before) },
      before: quotaFacts(before),
    });
    await publishChange(tx, { topic: 'limits', key: `quota:${id}` });
  });
  forgetQuotas();
}
