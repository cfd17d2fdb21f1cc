import { type Caller, mayAt, type Place, userIdOf } from '../access/index.ts';
import { notFound } from '../platform/errors.ts';
import { environmentsOf } from '../serving/index.ts';
import { permissionOf, placeOf } from './kinds.ts';
import { type Change, changeSchema, type Proposal, proposalSchema } from './schemas.ts';
import type { ChangeRow } from './store.ts';

/** A row with what it proposes and where. */
export interface KnownChange {
  row: ChangeRow;
  proposal: Proposal;
  place: Place;
}

/** One look-up of environments, however many rows. */
export async function withPlaces(rows: readonly ChangeRow[]): Promise<KnownChange[]> {
  const environments = await environmentsOf(rows.map(({ placeName }) => placeName));
  return rows.map((row) => {
    const proposal = proposalSchema.parse(row.input);
    return { row, proposal, place: placeOf(proposal, environments) };
  });
}

/** The row with the same proposal, after it was decided on. */
export function nowAs({ proposal, place }: KnownChange, row: ChangeRow): KnownChange {
  return { row, proposal, place };
}

/** One's own change, or one about something the caller may see or change; any other throws `not_found`. */
export async function readableChange(caller: Caller, row: ChangeRow | null): Promise<KnownChange> {
  const [known] = row === null ? [] : await withPlaces([row]);
  if (known === undefined || !mayRead(caller, known)) throw notFound('This change');
  return known;
}

export function mayRead(caller: Caller, { row, proposal, place }: KnownChange): boolean {
  if (userIdOf(caller) === row.requestedBy) return true;
  const read = place.kind === 'endpoint' ? 'endpoints.read' : 'models.read';
  return mayAt(caller, read, place) || mayAt(caller, permissionOf(proposal), place);
}

/** Null for whoever may decide on it. */
export function whyNotDecide(caller: Caller, { row, proposal, place }: KnownChange): string | null {
  if (caller.kind !== 'user') return 'A person decides, signed in to the console.';
  if (caller.id === row.requestedBy) return 'You proposed it; somebody else decides.';
  if (!caller.access.has('changes.approve')) return 'Your account lacks the permission "changes.approve".';
  const permission = permissionOf(proposal);
  if (mayAt(caller, permission, place)) return null;
  return `Your account lacks the permission "${permission}" at the ${place.kind} "${place.name}".`;
}

export function presentChange(caller: Caller, known: KnownChange): Change {
  const { row } = known;
  const expired = row.state === 'pending' && row.expiresAt.getTime() <= Date.now();
  const waits = row.state === 'pending' && !expired;
  const whyNot = waits ? whyNotDecide(caller, known) : null;
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
