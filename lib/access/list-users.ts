import { assertMay, type Caller } from './caller.ts';
import type { ListUsersQuery, UserList } from './schemas.ts';
import { userSummary } from './summaries.ts';
import { findUsers } from './user-store.ts';

export async function listUsers(caller: Caller, query: ListUsersQuery): Promise<UserList> {
  assertMay(caller, 'access.read');
  const { rows, total } = await findUsers(query);
  return { items: rows.map(userSummary), total };
}
