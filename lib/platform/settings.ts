import type { Db, Prisma } from './db.ts';

/** Small facts about this installation. Values are JSON; the reader validates. */
export async function readSetting(db: Db, key: string): Promise<unknown> {
  const row = await db.setting.findUnique({ where: { key } });
  return row?.value;
}

export async function writeSetting(db: Db, key: string, value: Prisma.InputJsonValue): Promise<void> {
  await db.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}
