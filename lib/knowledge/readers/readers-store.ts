import { type Db, prisma, type Tx } from '../../platform/db.ts';

export interface ReaderListRow {
  subjectId: string;
  readers: string[];
}

/** Of the knowledge base itself and of its documents. */
export function readerListsOf(db: Db, knowledgeBaseId: string): Promise<ReaderListRow[]> {
  return db.readerList.findMany({
    where: { knowledgeBaseId },
    select: { subjectId: true, readers: true },
    orderBy: { subjectId: 'asc' },
  });
}

export async function findReaders(db: Db, subjectId: string): Promise<string[]> {
  const row = await db.readerList.findUnique({ where: { subjectId }, select: { readers: true } });
  return row?.readers ?? [];
}

/** An empty list opens it to everybody. */
export async function putReaders(
  tx: Tx,
  { subjectId, knowledgeBaseId, readers }: ReaderListRow & { knowledgeBaseId: string },
): Promise<void> {
  if (readers.length === 0) await tx.readerList.deleteMany({ where: { subjectId } });
  else {
    const values = { knowledgeBaseId, readers, updatedAt: new Date() };
    await tx.readerList.upsert({ where: { subjectId }, create: { subjectId, ...values }, update: values });
  }
}

/** Names by id, of those that are there. */
export async function namesOfPrincipals(
  users: readonly string[],
  teams: readonly string[],
): Promise<Map<string, string>> {
  const [people, groups] = await Promise.all([
    prisma().user.findMany({ where: { id: { in: [...users] } }, select: { id: true, name: true } }),
    prisma().team.findMany({ where: { id: { in: [...teams] } }, select: { id: true, name: true } }),
  ]);
  return new Map([...people, ...groups].map(({ id, name }) => [id, name]));
}
