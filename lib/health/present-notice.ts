import type { StatusNotice, StatusUpdate } from '../../prisma/generated/client.ts';
import { type Notice, noticeSchema } from './schemas.ts';

export function presentNotice({
  id,
  title,
  startedAt,
  resolvedAt,
  updates,
}: StatusNotice & { updates: StatusUpdate[] }): Notice {
  return noticeSchema.parse({
    id,
    title,
    startedAt: startedAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
    updates: updates.map(({ stage, text, at }) => ({ stage, text, at: at.toISOString() })),
  });
}
