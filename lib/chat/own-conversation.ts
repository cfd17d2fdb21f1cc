import { assertMay, type Caller, userIdOf } from '../access/index.ts';
import { type Db, prisma } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { type ConversationRow, findConversation } from './store.ts';

/** The person whose conversations a caller may touch: always their own. */
export function chatUserId(caller: Caller): string {
  assertMay(caller, 'chat.use');
  const userId = userIdOf(caller);
  if (userId === null) throw new AppError('forbidden', 'Only people have conversations.');
  return userId;
}

/** The caller's own conversation; another's does not exist for them. */
export async function ownConversation(
  caller: Caller,
  id: string,
  db: Db = prisma(),
): Promise<ConversationRow> {
  const row = await findConversation(db, id, chatUserId(caller));
  if (row === null) throw notFound('This conversation');
  return row;
}
