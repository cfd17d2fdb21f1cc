import { assertMay, type Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { publishChange } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { everySubject, type Quota, type SaveQuota } from '../quota-schemas.ts';
import { getQuota } from './get-quota.ts';
import { forgetQuotas } from './known-quotas.ts';
import { assertRevision, quotaFacts, quotaName } from './quota-facts.ts';
import {
  insertQuota,
  isUniqueViolation,
  lockLedger,
  lockQuota,
  recountQuota,
  replaceQuota,
  type StoredQuota,
  subjectExists,
  type Tx,
  transaction,
} from './quota-store.ts';

/**
 * Makes a quota (`id` null) or changes one. What was used in the running period counts from the first moment on.
 * Throws `invalid` for a subject that does not exist, `conflict` when there is one for the same subject, measure and
 * period, or when `revision` is not the one in force, and `not_found`.
 */
export async function saveQuota(caller: Caller, id: string | null, input: SaveQuota): Promise<Quota> {
  assertMay(caller, 'limits.write');
  const savedId = id ?? newId();
  try {
    await transaction((tx) =>
      id === null ? create(tx, caller, savedId, input) : change(tx, caller, id, input),
    );
  } catch (error) {
    if (isUniqueViolation(error)) throw alreadyThere();
    throw error;
  }
  forgetQuotas();
  return getQuota(caller, savedId);
}

async function create(tx: Tx, caller: Caller, id: string, input: SaveQuota): Promise<void> {
  await assertSubject(input);
  await lockLedger(tx);
  await insertQuota(tx, id, input);
  await recountQuota(tx, id);
  const made = await lockQuota(tx, id);
  if (made === null) throw notFound('This quota');
  await recordAudit(tx, caller, {
    action: 'quota.created',
    subject: { kind: 'quota', id, name: quotaName(made) },
    after: quotaFacts(made),
  });
  await publishChange(tx, { topic: 'limits', key: `quota:${id}` });
}

async function change(tx: Tx, caller: Caller, id: string, input: SaveQuota): Promise<void> {
  await lockLedger(tx);
  const before = await lockQuota(tx, id);
  if (before === null) throw notFound('This quota');
  assertRevision(before, input.revision);
  if (input.subject.kind !== before.subjectKind || input.subject.id !== before.subjectId)
    await assertSubject(input);
  await replaceQuota(tx, id, input);
  if (countsOtherwise(before, input)) await recountQuota(tx, id);
  const after = await lockQuota(tx, id);
  if (after === null) throw notFound('This quota');
  await recordAudit(tx, caller, {
    action: 'quota.updated',
    subject: { kind: 'quota', id, name: quotaName(after) },
    before: quotaFacts(before),
    after: quotaFacts(after),
  });
  await publishChange(tx, { topic: 'limits', key: `quota:${id}` });
}

function countsOtherwise(before: StoredQuota, { subject, measure, period, timeZone }: SaveQuota): boolean {
  return (
    before.subjectKind !== subject.kind ||
    before.subjectId !== subject.id ||
    before.measure !== measure ||
    before.period !== period ||
    before.timeZone !== timeZone
  );
}

async function assertSubject({ subject }: SaveQuota): Promise<void> {
  if (subject.id === everySubject || (await subjectExists(subject.kind, subject.id))) return;
  const message = `There is no such ${subject.kind}. Choose one that exists, or * for every ${subject.kind}.`;
  throw new AppError('invalid', message, { issues: [{ path: 'subject.id', message }] });
}

function alreadyThere(): AppError {
  return new AppError(
    'conflict',
    'There is a quota of this measure and period for the same subject already. Change that one instead.',
    { reason: 'quota_exists' },
  );
}
