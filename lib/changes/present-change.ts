import { type Caller, mayAt, userIdOf } from '../access/index.ts';
import { permissionOf, placeOf } from './kinds.ts';
import { type Change, changeSchema, type Proposal, proposalSchema } from './schemas.ts';
import type { ChangeRow } from './store.ts';

export function proposalOf(row: ChangeRow): Proposal {
  return proposalSchema.parse(row.input);
}

/** Whether the reader has to do with it: it is theirs, or it is about something they may see or change. */
export async function mayRead(caller: Caller, row: ChangeRow): Promise<boolean> {
  if (userIdOf(caller) === row.requestedBy) return true;
  const proposal = proposalOf(row);
  const place = await placeOf(proposal);
  const read = place.kind === 'endpoint' ? 'endpoints.read' : 'models.read';
  return mayAt(caller, read, place) || mayAt(caller, permissionOf(proposal), place);
}

/** Null for whoever may decide on it. */
export async function whyNotDecide(caller: Caller, row: ChangeRow): Promise<string | null> {
  if (caller.kind !== 'user') return 'A person decides, signed in to the console.';
  if (caller.id === row.requestedBy) return 'You proposed it; somebody else decides.';
  if (!caller.access.has('changes.approve')) return 'Your account lacks the permission "changes.approve".';
  const proposal = proposalOf(row);
  const [permission, place] = [permissionOf(proposal), await placeOf(proposal)];
  if (mayAt(caller, permission, place)) return null;
  return `Your account lacks the permission "${permission}" at the ${place.kind} "${place.name}".`;
}

export async function presentChange(caller: Caller, row: ChangeRow): Promise<Change> {
  const expired = row.state === 'pending' && row.expiresAt.getTime() <= Date.now();
  const waits = row.state === 'pending' && !expired;
  const whyNot = waits ? await whyNotDecide(caller, row) : null;
  return changeSchema.parse({
    ...row,
    state: expired ? 'withdrawn' : row.state,
    place: { kind: row.placeKind, name: row.placeName },
    requestedBy: { id: row.requestedBy, name: row.requestedByName },
    decidedBy: row.decidedBy === null ? null : { id: row.decidedBy, name: row.decidedByName ?? '' },
    decidedAt: row.decidedAt?.toISOString() ?? null,
    note: expired ? 'Nobody decided in time.' : row.note,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    may: { decide: waits && whyNot === null, withdraw: waits && userIdOf(caller) === row.requestedBy },
    whyNot,
  });
}
