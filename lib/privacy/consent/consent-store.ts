import { type Db, pool, prisma, type Tx } from '../../platform/db.ts';

export interface TextRow {
  version: number;
  text: string;
  createdAt: Date;
}

/** The latest one; null before the first. */
export function currentText(db: Db = prisma()): Promise<TextRow | null> {
  return db.consentText.findFirst({ orderBy: { version: 'desc' } });
}

/** Numbers have no gaps: writers wait for each other. */
export async function addText(tx: Tx, text: string): Promise<{ before: TextRow | null; version: number }> {
  await tx.$executeRaw`LOCK TABLE consent_text IN SHARE ROW EXCLUSIVE MODE`;
  const before = await currentText(tx);
  const version = (before?.version ?? 0) + 1;
  if (before?.text === text) return { before, version: before.version };
  await tx.consentText.create({ data: { version, text } });
  return { before, version };
}

export function countGiven(version: number): Promise<number> {
  return prisma().consent.count({ where: { version } });
}

export async function givenAt(userId: string, version: number): Promise<Date | null> {
  const row = await prisma().consent.findUnique({ where: { userId_version: { userId, version } } });
  return row?.givenAt ?? null;
}

/** Giving twice keeps the first moment. False when another version is in force by now. */
export async function giveConsentTo(userId: string, version: number): Promise<boolean> {
  const result = await pool().query(
    `INSERT INTO consent (user_id, version)
     SELECT $1, version FROM consent_text WHERE version = $2 AND version = (SELECT max(version) FROM consent_text)
     ON CONFLICT (user_id, version) DO UPDATE SET version = excluded.version`,
    [userId, version],
  );
  return result.rowCount === 1;
}
