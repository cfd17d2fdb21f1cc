import { assertMay, type Caller } from '../../access/index.ts';
import { notFound } from '../../platform/errors.ts';
import { lastErasureOf } from '../erasure/erasure-store.ts';
import { presentErasure } from '../erasure/present-erasure.ts';
import { places } from '../places/places.ts';
import type { FoundPerson, HeldData, Subject } from '../schemas.ts';
import { asClientFound, asPersonFound } from './find-person.ts';
import { findUser } from './people-store.ts';

/** Throws `not_found` for a user who never was; any name may be a client's. */
export async function requirePerson(subject: Subject): Promise<FoundPerson> {
  if (subject.kind === 'client') return asClientFound(subject.id);
  const row = await findUser(subject.id);
  if (row === null) throw notFound('This person');
  return asPersonFound(row);
}

/** How much is held where, and what erasing would do to it. */
export async function heldData(caller: Caller, subject: Subject): Promise<HeldData> {
  assertMay(caller, 'privacy.write');
  const person = await requirePerson(subject);
  const counted = await Promise.all(
    places.map(async ({ key, label, fate, count }) => ({
      place: key,
      label,
      fate,
      count: await count(subject),
    })),
  );
  const last = await lastErasureOf(subject);
  return {
    person,
    places: counted.filter(({ count }) => count > 0),
    erasure: last === null ? null : presentErasure(last),
  };
}
