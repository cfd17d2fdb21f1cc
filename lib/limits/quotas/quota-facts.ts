/** What the audit trail keeps of a quota, and how a change is refused that was made from an earlier state. */
import { AppError } from '../../platform/errors.ts';
import type { StoredQuota } from './quota-store.ts';

export function quotaFacts(quota: StoredQuota) {
  const { subjectKind, subjectId, measure, period, timeZone, amount, warnShares, enabled, note } = quota;
  const subject = `${subjectKind} ${subjectId}`;
  return { subject, measure, period, timeZone, amount: amount.toString(), warnShares, enabled, note };
}

/** For the audit trail: ids only, since a person's name must not outlive the person there. */
export function quotaName({ subjectKind, subjectId, measure, period }: StoredQuota): string {
  return `${measure} a ${period} of ${subjectKind} ${subjectId}`;
}

export function assertRevision(quota: StoredQuota, revision: number | undefined): void {
  if (revision === quota.revision) return;
  throw new AppError(
    'conflict',
    'Somebody changed this quota after you opened it. Look at it again, then make your change.',
    { reason: 'revision_changed' },
  );
}
