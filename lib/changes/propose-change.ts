import type { z } from 'zod';
import { assertMay, assertMayAt, type Caller, type Place, systemCaller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { notify } from '../notifications/index.ts';
import { AppError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { environmentsOf } from '../serving/index.ts';
import { differenceOf, placeOf, summaryOf } from './kinds.ts';
import { presentChange } from './present-change.ts';
import type { Change, Proposal, proposeChangeSchema } from './schemas.ts';
import { type ChangeRow, insertChange, transaction } from './store.ts';

/** A change that waited this long was made for another state of things. */
const waitsForMs = 14 * 86_400_000;

/**
 * Puts a change into the queue. Whoever proposes must see what it is about; whether it may be made is decided, with all
 * its checks, when somebody else approves it. Throws `not_found` for what does not exist.
 */
export async function proposeChange(
  caller: Caller,
  { proposal, reason }: z.output<typeof proposeChangeSchema>,
): Promise<Change> {
  assertMay(caller, 'changes.propose');
  const requestedBy = userIdOf(caller);
  if (requestedBy === null) throw new AppError('forbidden', 'Only people propose changes.');
  const place = await placeFor(proposal);
  assertMayAt(caller, place.kind === 'endpoint' ? 'endpoints.read' : 'models.read', place);
  const row = await insertProposal(caller, { id: requestedBy, name: caller.name }, { proposal, reason });
  return presentChange(caller, { row, proposal, place });
}

/**
 * `proposeChange` for what the system noticed, in the name of the person who set it up to do so: they cannot approve it
 * themselves. `by` says what noticed, e.g. `Alert rule "Errors"`.
 */
export async function proposeForRequester(
  { id, name, by }: { id: string; name: string; by: string },
  input: z.output<typeof proposeChangeSchema>,
): Promise<{ id: string }> {
  const row = await insertProposal(systemCaller(by), { id, name: `${by}, set up by ${name}` }, input);
  return { id: row.id };
}

async function placeFor(proposal: Proposal): Promise<Place> {
  return placeOf(proposal, await environmentsOf('endpoint' in proposal ? [proposal.endpoint] : []));
}

async function insertProposal(
  actor: Caller,
  requester: { id: string; name: string },
  { proposal, reason }: z.output<typeof proposeChangeSchema>,
): Promise<ChangeRow> {
  const place = await placeFor(proposal);
  const { before, after } = await differenceOf(systemCaller('proposal'), proposal);
  const summary = summaryOf(proposal);
  const id = newId();
  return transaction(async (tx) => {
    const inserted = await insertChange(tx, {
      id,
      kind: proposal.kind,
      input: proposal,
      summary,
      environment: place.kind === 'endpoint' ? place.environment : null,
      placeKind: place.kind,
      placeName: place.name,
      before,
      after,
      reason,
      ticket: 'ticket' in proposal.input ? proposal.input.ticket : '',
      requestedBy: requester.id,
      requestedByName: requester.name,
      expiresAt: new Date(Date.now() + waitsForMs),
    });
    await recordAudit(tx, actor, {
      action: 'change.requested',
      subject: { kind: 'change', id, name: summary },
      after: { kind: proposal.kind, place: place.name, reason },
      ticket: inserted.ticket,
    });
    await notify(tx, {
      topic: 'change.requested',
      title: summary,
      text: `${requester.name} asks for approval: ${reason}`,
      link: `/changes?change=${id}`,
      data: { id, kind: proposal.kind, place: place.name },
      notice: { permission: 'changes.approve' },
    });
    return inserted;
  });
}
