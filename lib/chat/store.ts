import { type Db, type Prisma, pool, prisma, type Tx } from '../platform/db.ts';
import type { AnswerDetail } from '../serving/schemas.ts';

export type ConversationRow = Prisma.ConversationGetPayload<Record<string, never>>;
export type MessageRow = Prisma.MessageGetPayload<Record<string, never>>;

/** The owner's id is part of every look-up, so nobody can forget it. */
export function findConversation(db: Db, id: string, userId: string): Promise<ConversationRow | null> {
  return db.conversation.findFirst({ where: { id, userId } });
}

export async function conversationExists(db: Db, id: string): Promise<boolean> {
  return (await db.conversation.count({ where: { id } })) > 0;
}

/** Newest first; `q` looks into titles and messages. */
export async function findConversations(userId: string, q: string | undefined, limit: number) {
  const text = q === undefined ? null : `%${q.replaceAll(/[\\%_]/g, (char) => `\\${char}`)}%`;
  const result = await pool().query<{
    id: string;
    title: string;
    endpoint_name: string;
    pinned_at: Date | null;
    created_at: Date;
    updated_at: Date;
  }>(
    `SELECT id, title, endpoint_name, pinned_at, created_at, updated_at FROM conversation c
     WHERE user_id = $1 AND ($2::text IS NULL OR title ILIKE $2
       OR EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = c.id AND m.content ILIKE $2))
     ORDER BY pinned_at IS NULL, updated_at DESC LIMIT $3`,
    [userId, text, limit],
  );
  return result.rows;
}

export function findMessages(db: Db, conversationId: string): Promise<MessageRow[]> {
  return db.message.findMany({ where: { conversationId }, orderBy: { id: 'asc' } });
}

export function findMessage(db: Db, conversationId: string, id: string): Promise<MessageRow | null> {
  return db.message.findFirst({ where: { id, conversationId } });
}

export async function insertConversation(
  tx: Tx,
  data: { id: string; userId: string; endpointName: string; title: string },
): Promise<void> {
  await tx.conversation.create({ data });
}

export async function insertMessage(tx: Tx, data: Prisma.MessageUncheckedCreateInput): Promise<void> {
  await tx.message.create({ data });
}

export async function updateConversation(
  db: Db,
  id: string,
  data: Prisma.ConversationUpdateInput,
): Promise<ConversationRow> {
  return db.conversation.update({ where: { id }, data });
}

export async function deleteConversationRow(db: Db, id: string): Promise<void> {
  await db.conversation.delete({ where: { id } });
}

/** Ends a streaming message; one that already ended, or was deleted meanwhile, stays as it is. */
export async function finishMessage(
  id: string,
  data: { content: string; status: 'complete' | 'stopped' | 'failed'; detail: AnswerDetail },
): Promise<void> {
  await prisma().message.updateMany({
    where: { id, status: 'streaming' },
    data: { ...data, serverId: null },
  });
}

/** Path from the first turn to `leafId`, oldest first, by one recursive query. */
export async function findBranch(db: Db, conversationId: string, leafId: string) {
  return db.$queryRaw<{ role: string; content: string; status: string; requestId: string | null }[]>`
    WITH RECURSIVE branch AS (
      SELECT id, parent_id, role, content, status::text, request_id, 0 AS depth FROM message
      WHERE id = ${leafId}::uuid AND conversation_id = ${conversationId}::uuid
      UNION ALL
      SELECT m.id, m.parent_id, m.role, m.content, m.status::text, m.request_id, b.depth + 1
      FROM message m JOIN branch b ON m.id = b.parent_id
      WHERE m.conversation_id = ${conversationId}::uuid AND b.depth < 2000
    )
    SELECT role, content, status, request_id AS "requestId" FROM branch ORDER BY depth DESC`;
}
