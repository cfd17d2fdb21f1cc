import { assertMay, type Caller, closeAccount, userIdOf } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { enqueue } from '../../jobs/index.ts';
import { isUniqueViolation, type Tx, transaction } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { erasePersonJob } from '../jobs.ts';
import { requirePerson } from '../people/held-data.ts';
import type { ErasePerson, Erasure, FoundPerson } from '../schemas.ts';
import { findErasure, insertErasure, lastErasureOf } from './erasure-store.ts';
import { presentErasure } from './present-erasure.ts';

/**
 * Closes the account at once and erases everything else in the background; `getErasure` tells how far it is. Asking again
 * while it is under way gives the same erasure. Throws `conflict`: `own_account`, `last_owner`, or `not_confirmed` when
 * what was typed is not the person's address (for a client, its name).
 */
export async function erasePerson(caller: Caller, request: ErasePerson): Promise<Erasure> {
  assertMay(caller, 'privacy.write');
  const { subject, documents, confirm } = request;
  if (subject.kind === 'user' && subject.id === userIdOf(caller)) {
    throw new AppError('conflict', 'You cannot erase yourself. Ask another administrator.', {
      reason: 'own_account',
    });
  }
  const person = await requirePerson(subject);
  const last = await lastErasureOf(subject);
  if (last !== null && (last.state !== 'done' || subject.kind === 'user')) return presentErasure(last);
  if (confirm.trim().toLowerCase() !== (person.email ?? person.name).toLowerCase()) {
    throw new AppError('conflict', `Type ${person.email ?? person.name} to confirm whom you erase.`, {
      reason: 'not_confirmed',
    });
  }
  const id = newId();
  const begin = async (tx: Tx) => {
    await insertErasure(tx, {
      id,
      subjectKind: subject.kind,
      subjectId: subject.id,
      documents,
      names: namesOf(person),
      requestedById: userIdOf(caller),
      requestedByName: caller.name,
    });
    await enqueue(tx, erasePersonJob, { erasureId: id }, { key: id });
    await recordAudit(tx, caller, {
      action: 'person.erasure-started',
      subject: { kind: 'erasure', id, name: 'a person' },
      after: { documents, kind: subject.kind },
    });
  };
  try {
    await (subject.kind === 'user' ? closeAccount(caller, subject.id, begin) : transaction(begin));
  } catch (error) {
    const running = isUniqueViolation(error) ? await lastErasureOf(subject) : null;
    if (running === null) throw error;
    return presentErasure(running);
  }
  const row = await findErasure(id);
  if (row === null) throw new Error('The erasure just made is gone.');
  return presentErasure(row);
}

/** A first name alone would be found in everybody's texts. */
function namesOf({ email, name }: FoundPerson): string[] {
  return [...(email === null ? [] : [email]), ...(/\S\s+\S/.test(name) ? [name] : [])];
}
