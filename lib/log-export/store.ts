import { type Prisma, prisma, type Tx } from '../platform/db.ts';
import type { PageQuery } from './schemas.ts';

export { isUniqueViolation, type Tx, transaction } from '../platform/db.ts';

export type ExportRow = Prisma.LogExportGetPayload<object>;
export type RunRow = Prisma.LogExportRunGetPayload<object>;
export type FileRow = Prisma.LogExportFileGetPayload<object>;

export function allExports(): Promise<ExportRow[]> {
  return prisma().logExport.findMany({ orderBy: { name: 'asc' } });
}

export function findExport(id: string): Promise<ExportRow | null> {
  return prisma().logExport.findUnique({ where: { id } });
}

/** The export as it is until the transaction ends. */
export async function lockExport(tx: Tx, id: string): Promise<ExportRow | null> {
  await tx.$queryRaw`SELECT 1 FROM log_export WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.logExport.findUnique({ where: { id } });
}

export function insertExport(tx: Tx, data: Prisma.LogExportUncheckedCreateInput): Promise<ExportRow> {
  return tx.logExport.create({ data });
}

export function changeExport(
  tx: Tx,
  id: string,
  data: Prisma.LogExportUncheckedUpdateInput,
): Promise<ExportRow> {
  return tx.logExport.update({ where: { id }, data });
}

export async function removeExport(tx: Tx, id: string): Promise<void> {
  await tx.logExport.delete({ where: { id } });
}

/** What was written holds other columns from now on. */
export async function markAllStale(tx: Tx, exportId: string): Promise<void> {
  await tx.logExportFile.updateMany({ where: { exportId }, data: { stale: true } });
}

/** Nothing was written where the files go from now on. */
export async function forgetFiles(tx: Tx, exportId: string): Promise<void> {
  await tx.logExportFile.deleteMany({ where: { exportId } });
}

export interface FileSums {
  files: number;
  stale: number;
  rows: number;
  bytes: number;
}

/** By id of the export. */
export async function sumFiles(): Promise<Map<string, FileSums>> {
  const sums = await prisma().$queryRaw<(FileSums & { id: string })[]>`
    SELECT export_id::text AS id, count(*)::int AS files, (count(*) FILTER (WHERE stale))::int AS stale,
      coalesce(sum(rows), 0)::float8 AS rows, coalesce(sum(bytes), 0)::float8 AS bytes
    FROM log_export_file GROUP BY export_id`;
  return new Map(sums.map(({ id, ...sum }) => [id, sum]));
}

/** By id of the export. */
export async function lastRuns(): Promise<Map<string, RunRow>> {
  const runs = await prisma().logExportRun.findMany({
    distinct: ['exportId'],
    orderBy: [{ exportId: 'asc' }, { id: 'desc' }],
  });
  return new Map(runs.map((run) => [run.exportId, run]));
}

export async function findFiles(
  exportId: string,
  { page, pageSize }: PageQuery,
): Promise<{ items: FileRow[]; total: number }> {
  const where = { exportId };
  const [items, total] = await Promise.all([
    prisma().logExportFile.findMany({
      where,
      orderBy: [{ day: 'desc' }, { endpointName: 'asc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    prisma().logExportFile.count({ where }),
  ]);
  return { items, total };
}

export async function findRuns(
  exportId: string,
  { page, pageSize }: PageQuery,
): Promise<{ items: RunRow[]; total: number }> {
  const where = { exportId };
  const [items, total] = await Promise.all([
    prisma().logExportRun.findMany({
      where,
      orderBy: { id: 'desc' },
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    prisma().logExportRun.count({ where }),
  ]);
  return { items, total };
}
