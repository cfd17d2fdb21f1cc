import { assertMay, type Caller } from '../../access/index.ts';
import type { FoundPerson } from '../schemas.ts';
import { clientIsKnown, findUsers, type UserRow } from './people-store.ts';

export function asPersonFound(row: UserRow): FoundPerson {
  return {
    subject: { kind: 'user', id: row.id },
    name: row.name,
    email: row.email,
    disabledAt: row.disabledAt?.toISOString() ?? null,
  };
}

export function asClientFound(name: string): FoundPerson {
  return { subject: { kind: 'client', id: name }, name, email: null, disabledAt: null };
}

/** Users by address, name or id (at most 20), and whoever applications named exactly so in their requests. */
export async function findPerson(caller: Caller, q: string): Promise<{ items: FoundPerson[] }> {
  assertMay(caller, 'privacy.write');
  const [users, client] = await Promise.all([findUsers(q), clientIsKnown(q)]);
  const found = users.map(asPersonFound);
  // A signed-in person is a unit of requests too, by the id of the account: that is the account again.
  const same = users.some(({ id }) => id === q.toLowerCase());
  return { items: client && !same ? [...found, asClientFound(q)] : found };
}
