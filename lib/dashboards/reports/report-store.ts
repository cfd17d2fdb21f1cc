import { type Prisma, pool, prisma, type Tx } from '../../platform/db.ts';

export { type Tx, transaction } from '../../platform/db.ts';

const withLastRun = { runs: { orderBy: { dueAt: 'desc' }, take: 1 } } as const;

export type ReportRow = Prisma.ReportGetPayload<{ include: typeof withLastRun }>;

export async function reportsOf(ownerId: string): Promise<ReportRow[]> {
  return prisma().report.findMany({ where: { ownerId }, include: withLastRun, orderBy: { name: 'asc' } });
}

/** Lets one person add reports one after the other. @returns how many they have */
export async function lockReportsOf(tx: Tx, ownerId: string): Promise<number> {
  await tx.$queryRaw`SELECT 1 FROM "user" WHERE id = ${ownerId}::uuid FOR NO KEY UPDATE`;
  return tx.report.count({ where: { ownerId } });
}

export async function insertReport(tx: Tx, data: Prisma.ReportUncheckedCreateInput): Promise<ReportRow> {
  return tx.report.create({ data, include: withLastRun });
}

export async function changeReport(
  tx: Tx,
  id: string,
  data: Prisma.ReportUncheckedUpdateInput,
): Promise<ReportRow> {
  return tx.report.update({ where: { id }, data, include: withLastRun });
}

export async function removeReport(tx: Tx, id: string): Promise<void> {
  await tx.report.delete({ where: { id } });
}

export async function findReport(id: string): Promise<ReportRow | null> {
  return prisma().report.findUnique({ where: { id }, include: withLastRun });
}

/** The report as it is until the transaction ends. */
export async function lockReport(tx: Tx, id: string): Promise<ReportRow | null> {
  await tx.$queryRaw`SELECT 1 FROM report WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.report.findUnique({ where: { id }, include: withLastRun });
}

/** Due by the clock that all workers share; those in another worker's hands are left to it. */
export async function lockDueReports(tx: Tx, limit: number): Promise<ReportRow[]> {
  const due = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM report WHERE enabled AND next_at <= now() ORDER BY next_at LIMIT ${limit}
    FOR UPDATE SKIP LOCKED`;
  return tx.report.findMany({ where: { id: { in: due.map(({ id }) => id) } }, include: withLastRun });
}

/** False when this time has its letter already. */
export async function insertRun(tx: Tx, reportId: string, dueAt: Date): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO report_run (report_id, due_at, state) VALUES (${reportId}::uuid, ${dueAt}, 'due')
    ON CONFLICT DO NOTHING`;
  return inserted === 1;
}

/** Lets nobody else make this letter until the transaction ends. False when it was sent or skipped. */
export async function lockDueRun(tx: Tx, reportId: string, dueAt: Date): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM report_run WHERE report_id = ${reportId}::uuid AND due_at = ${dueAt} AND state = 'due'
    FOR UPDATE`;
  return found.length === 1;
}

export async function endRun(
  tx: Tx,
  reportId: string,
  dueAt: Date,
  state: 'sent' | 'skipped',
  why: string | null,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE report_run SET state = ${state}, why = ${why}, ended_at = now()
     WHERE report_id = ${reportId}::uuid AND due_at = ${dueAt} AND state = 'due'`;
}

/** Of these addresses, those of accounts that are closed. */
export async function closedAmong(addresses: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool().query<{ address: string }>(
    `SELECT address FROM unnest($1::text[]) AS address
      WHERE EXISTS (SELECT 1 FROM "user" WHERE lower(email) = lower(address) AND disabled_at IS NOT NULL)`,
    [addresses],
  );
  return new Set(rows.map(({ address }) => address));
}

export async function databaseNow(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT now() AS now`;
  if (row === undefined) throw new Error('The database told no time.');
  return row.now;
}

const keptDays = 400;

export async function dropOldRuns(): Promise<void> {
  await pool().query(`DELETE FROM report_run WHERE due_at < now() - $1 * interval '1 day'`, [keptDays]);
}
