import type { z } from 'zod';
import { assertMay, type Caller } from './caller.ts';
import type { principalListSchema } from './schemas.ts';
import { findTeams } from './team-store.ts';
import { findUsers } from './user-store.ts';

/** Fewer than a screenful: who looks for somebody types on. */
const most = 8;

/** People and teams to choose readers from; for whoever manages a knowledge base. */
export async function searchPrincipals(
  caller: Caller,
  search: string,
): Promise<z.input<typeof principalListSchema>> {
  assertMay(caller, 'knowledge.write');
  const page = { search, page: 1, pageSize: most };
  const [users, teams] = await Promise.all([
    findUsers({ ...page, sort: 'name', order: 'asc' }),
    findTeams(page),
  ]);
  return {
    items: [
      ...teams.rows.map(({ id, name }) => ({ kind: 'team' as const, id, name, detail: 'Team' })),
      ...users.rows.map(({ id, name, email }) => ({ kind: 'user' as const, id, name, detail: email })),
    ],
  };
}
