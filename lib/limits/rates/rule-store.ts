import type { RateRule as RateRow } from '../../../prisma/generated/client.ts';
import { type Db, type Prisma, pool, prisma, type Tx } from '../../platform/db.ts';
import { nameSql } from '../quotas/quota-store.ts';
import type { ListRates, RateIdentity, RateList, RateRule } from '../schemas.ts';
import { rateRuleSchema } from '../schemas.ts';

export { isUniqueViolation, prisma, type Tx, transaction } from '../../platform/db.ts';

export function presentRate(row: RateRow): RateRule {
  return rateRuleSchema.parse({
    id: row.id,
    subjectKind: row.subjectKind,
    subject: row.subject,
    unit: row.unit,
    window: row.window,
    limit: Number(row.limit),
    enabled: row.enabled,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  });
}

const byIdentity: Prisma.RateRuleOrderByWithRelationInput[] = [
  { subjectKind: 'asc' },
  { subject: 'asc' },
  { unit: 'asc' },
  { window: 'asc' },
];

export async function enabledRates(): Promise<RateRule[]> {
  const rows = await prisma().rateRule.findMany({ where: { enabled: true }, orderBy: byIdentity });
  return rows.map(presentRate);
}

export async function ratePage({ subjectKind, subject, page, pageSize }: ListRates): Promise<RateList> {
  const where = { subjectKind, subject };
  const [rows, total] = await Promise.all([
    prisma().rateRule.findMany({
      where,
      orderBy: byIdentity,
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    prisma().rateRule.count({ where }),
  ]);
  const names = await namesOf(rows);
  const items = rows.map((row, index) => ({ ...presentRate(row), subjectName: names[index] ?? row.subject }));
  return { items, total };
}

/** What people call the subjects, in the order of the rows. */
async function namesOf(rows: readonly RateRow[]): Promise<string[]> {
  const named = await pool().query<{ name: string }>(
    `SELECT ${nameSql('s.kind', 's.id')} AS name
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS s(kind, id, place) ORDER BY s.place`,
    [rows.map(({ subjectKind }) => subjectKind), rows.map(({ subject }) => subject)],
  );
  return named.rows.map(({ name }) => name);
}

export async function countRates(db: Db): Promise<number> {
  return db.rateRule.count();
}

/** Serialises changes of one rule, also while it does not exist yet. */
export async function lockRate(tx: Tx, identity: RateIdentity): Promise<RateRow | null> {
  const { subjectKind, subject, unit, window } = identity;
  const name = `rate:${subjectKind}:${unit}:${window}:${subject}`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
  return tx.rateRule.findUnique({
    where: { subjectKind_subject_unit_window: { subjectKind, subject, unit, window } },
  });
}

export async function findRate(db: Db, id: string): Promise<RateRow | null> {
  return db.rateRule.findUnique({ where: { id } });
}

export async function insertRate(tx: Tx, data: Prisma.RateRuleCreateInput): Promise<RateRow> {
  return tx.rateRule.create({ data });
}

export async function updateRate(
  tx: Tx,
  id: string,
  data: { limit: number; enabled: boolean },
): Promise<RateRow> {
  return tx.rateRule.update({ where: { id }, data });
}

export async function removeRate(tx: Tx, id: string): Promise<void> {
  await tx.rateRule.delete({ where: { id } });
  await tx.rateWindow.deleteMany({ where: { ruleId: id } });
}

/** Windows that nobody asked about for so long are over; a batch at a time. */
export async function deleteWindowsBefore(before: Date): Promise<number> {
  return prisma().$executeRaw`
    DELETE FROM rate_window WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM rate_window WHERE touched_at < ${before} AND debt = 0 LIMIT 5000))`;
}
