import type { Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import type { Actor } from './audit-entry.ts';
import { emptyParts, erasureDigest, noteErasure } from './erasure-store.ts';
import { insertAuditEvent } from './store.ts';

/** Whose traces are to go. */
export interface Person {
  userId: string;
  /** Of the API keys this person owns or owned. */
  apiKeyIds?: readonly string[];
  /** E-mail addresses and other names under which events of others mention them. */
  names?: readonly string[];
}

export interface PersonalErased {
  /** Entries in which who did it was emptied. */
  actors: number;
  /** Entries in which whom it was about was emptied. */
  subjects: number;
}

export const personalErased = 'audit.personal_erased';

/**
 * Empties the personal part of the events by a person (name, address, browser) and about them (name, before, after), in the
 * caller's transaction, and appends an event that accounts for each of them: the chain holds digests of the parts, so it
 * stays valid, and `verifyChain` tells an erasure from a deletion. What somebody did to things (a model moved, and when)
 * stays, done by nobody in particular. Disable the account first: events that commit later are not among them.
 */
export async function eraseAuditPersonal(tx: Tx, actor: Actor, person: Person): Promise<PersonalErased> {
  const erasureId = newId();
  const { apiKeyIds = [], names = [] } = person;
  await noteErasure(tx, erasureId, {
    ids: [person.userId, ...apiKeyIds],
    names: names.filter((name) => name.length >= 3),
  });
  await emptyParts(tx, erasureId);
  const { actors, subjects, digest } = await erasureDigest(tx, erasureId);
  await insertAuditEvent(tx, {
    id: erasureId,
    actor,
    entry: {
      action: personalErased,
      subject: { kind: 'person', id: person.userId, name: 'an erased person' },
      after: { actors, subjects, entries: digest },
    },
  });
  return { actors, subjects };
}
