import type { z } from 'zod';
import { asPerson, assertMay, type Caller, type UserCaller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { notify } from '../notifications/index.ts';
import { AppError } from '../platform/errors.ts';
import { log } from '../platform/log.ts';
import { applyProposal } from './kinds.ts';
import { type KnownChange, nowAs, presentChange, readableChange, whyNotDecide } from './present-change.ts';
import type { Change, decideChangeSchema } from './schemas.ts';
import {
  type ChangeRow,
  claimChange,
  findChange,
  finishChange,
  prisma,
  type Tx,
  transaction,
} from './store.ts';

/**
 * Approves or refuses what somebody else proposed. Approving makes the change, as the approver and with every check of the
 * verb itself; when it cannot be made any more, the proposal ends as failed and says why. Of two who decide at once, one
 * does. Throws `not_found`, `forbidden`, and `conflict` when it waits no longer.
 */
export async function decideChange(
  caller: Caller,
  id: string,
  { decision, note }: z.output<typeof decideChangeSchema>,
): Promise<Change> {
  assertMay(caller, 'changes.approve');
  const person = asPerson(caller, 'decide on a change');
  const known = await readableChange(caller, await findChange(prisma(), id));
  const whyNot = whyNotDecide(caller, known);
  if (whyNot !== null) throw new AppError('forbidden', whyNot, { reason: 'may_not_decide' });
  const state = decision === 'approve' ? 'applying' : 'refused';
  const claimed = await transaction(async (tx) => {
    const taken = await claimChange(tx, id, { state, by: person, note });
    if (taken === null)
      throw new AppError(
        'conflict',
        'This change waits no longer: somebody decided, it was withdrawn, or its time is over.',
      );
    await tell(tx, person, taken, decision === 'approve' ? 'change.approved' : 'change.refused');
    return taken;
  });
  const decided = decision === 'approve' ? await apply(person, nowAs(known, claimed)) : claimed;
  return presentChange(caller, nowAs(known, decided));
}

async function apply(approver: UserCaller, { row, proposal }: KnownChange): Promise<ChangeRow> {
  try {
    await applyProposal({ ...approver, approval: row.id }, proposal);
  } catch (error) {
    const expected = error instanceof AppError;
    if (!expected) log.error('an approved change could not be made', { change: row.id, error });
    const message = expected ? error.message : 'Something went wrong here. Propose it again.';
    return transaction(async (tx) => {
      const failed = await finishChange(tx, row.id, { state: 'failed', error: message });
      await tell(tx, approver, failed, 'change.failed');
      return failed;
    });
  }
  return transaction((tx) => finishChange(tx, row.id, { state: 'applied' }));
}

const words = {
  'change.approved': 'was approved',
  'change.refused': 'was refused',
  'change.failed': 'was approved but could not be made',
} as const;

/** On record, and told to whoever proposed it. */
async function tell(tx: Tx, by: UserCaller, row: ChangeRow, action: keyof typeof words): Promise<void> {
  const detail = row.error ?? row.note;
  await recordAudit(tx, by, {
    action,
    subject: { kind: 'change', id: row.id, name: row.summary },
    after: { requestedBy: row.requestedByName, note: row.note, error: row.error },
    ticket: row.ticket,
  });
  await notify(tx, {
    topic: 'change.decided',
    title: `${row.summary}: ${words[action]}`.slice(0, 200),
    text: detail === '' ? `By ${by.name}.` : `By ${by.name}: ${detail}`,
    link: `/changes?change=${row.id}`,
    data: { id: row.id, action },
    notice: { userIds: [row.requestedBy] },
  });
}
