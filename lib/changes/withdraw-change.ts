import { assertMay, type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { presentChange, readableChange } from './present-change.ts';
import type { Change } from './schemas.ts';
import { claimChange, findChange, transaction } from './store.ts';

/** Takes one's own proposal back while it waits. Those of others do not exist here. */
export async function withdrawChange(caller: Caller, id: string): Promise<Change> {
  assertMay(caller, 'changes.propose');
  const row = await transaction(async (tx) => {
    const found = await findChange(tx, id);
    if (found === null || found.requestedBy !== userIdOf(caller)) throw notFound('This change');
    const by = { id: found.requestedBy, name: caller.name };
    const withdrawn = await claimChange(tx, id, { state: 'withdrawn', by, note: '' });
    if (withdrawn === null)
      throw new AppError('conflict', 'This change waits no longer; somebody has decided.');
    await recordAudit(tx, caller, {
      action: 'change.withdrawn',
      subject: { kind: 'change', id, name: found.summary },
      ticket: found.ticket,
    });
    return withdrawn;
  });
  return presentChange(caller, await readableChange(caller, row));
}
