import { type Caller, may, permissions, userIdOf } from '../access/index.ts';
import { findNotices, type Reader } from './notice-store.ts';
import { type NoticeList, noticeListSchema } from './schemas.ts';

const longest = 20;

/** What the caller has not put away yet; nothing for background work. */
export async function listNotices(caller: Caller): Promise<NoticeList> {
  const reader = readerOf(caller);
  const rows = reader === null ? [] : await findNotices(reader, longest + 1);
  return noticeListSchema.parse({
    items: rows.slice(0, longest).map(({ created_at, ...row }) => ({
      ...row,
      createdAt: created_at.toISOString(),
    })),
    more: rows.length > longest,
  });
}

export function readerOf(caller: Caller): Reader | null {
  const userId = userIdOf(caller);
  if (userId === null) return null;
  return { userId, permissions: permissions.filter((permission) => may(caller, permission)) };
}
