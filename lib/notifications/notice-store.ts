/** What the console shows to one person. */
import { pool } from '../platform/db.ts';

export interface Reader {
  userId: string;
  /** Held anywhere. */
  permissions: readonly string[];
}

export interface NoticeRow {
  id: string;
  topic: string;
  severity: string;
  title: string;
  text: string;
  link: string | null;
  created_at: Date;
}

const shownTo = `
  notice_until > now() AND (notice_permission = ANY($2::text[]) OR $1::uuid = ANY(notice_user_ids))
  AND NOT EXISTS (
    SELECT 1 FROM notice_dismissal WHERE notification_id = notification.id AND user_id = $1::uuid)`;

/** Newest first. */
export async function findNotices({ userId, permissions }: Reader, limit: number): Promise<NoticeRow[]> {
  const { rows } = await pool().query<NoticeRow>(
    `SELECT id, topic, severity, title, text, link, created_at FROM notification
      WHERE ${shownTo} ORDER BY id DESC LIMIT $3`,
    [userId, permissions, limit],
  );
  return rows;
}

/**
 * Puts away what is shown: one notice, or with null all of them. Says how many. Always in the same order: two windows that put
 * away the same would wait for each other else.
 */
export async function dismissNotices({ userId, permissions }: Reader, id: string | null): Promise<number> {
  const { rowCount } = await pool().query(
    `INSERT INTO notice_dismissal (notification_id, user_id)
     SELECT id, $1::uuid FROM notification WHERE ${shownTo} AND ($3::uuid IS NULL OR id = $3::uuid)
     ORDER BY id
     ON CONFLICT DO NOTHING`,
    [userId, permissions, id],
  );
  return rowCount ?? 0;
}
