import type { z } from 'zod';
import { prisma } from '../../platform/db.ts';
import { notFound } from '../../platform/errors.ts';
import { asPerson, assertMay, type Caller } from '../caller.ts';
import {
  type ListSessionsQuery,
  sessionEnds,
  type sessionListSchema,
  sessionMethods,
} from '../sign-in-schemas.ts';
import { findUser } from '../user-store.ts';
import { findSessionsOf, type SessionRow } from './session-store.ts';

type SessionList = z.input<typeof sessionListSchema>;

/** The caller's own; `current` is the id of the session the request came with. */
export async function listOwnSessions(
  caller: Caller,
  current: string | null,
  query: ListSessionsQuery,
): Promise<SessionList> {
  const person = asPerson(caller, 'see sessions');
  return present(await findSessionsOf(person.id, query), current);
}

/** Somebody's, for whoever governs access. */
export async function listUserSessions(
  caller: Caller,
  userId: string,
  query: ListSessionsQuery,
): Promise<SessionList> {
  assertMay(caller, 'access.read');
  if ((await findUser(prisma(), userId)) === null) throw notFound('This user');
  return present(await findSessionsOf(userId, query), null);
}

function present({ rows, total }: { rows: SessionRow[]; total: number }, current: string | null) {
  return { items: rows.map((row) => presentOne(row, current)), total };
}

function presentOne(row: SessionRow, current: string | null): SessionList['items'][number] {
  return {
    id: row.id,
    browser: row.browser,
    address: row.address,
    method: sessionMethods.find((method) => method === row.method) ?? 'credentials',
    secondFactor: row.secondFactor,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    endedWhy: sessionEnds.find((why) => why === row.endedWhy) ?? null,
    current: row.id === current,
  };
}
