import { assertMay, type Caller } from '../access/index.ts';
import { notFound } from '../platform/errors.ts';
import { presentExport, presentFile, presentRun } from './present.ts';
import type { ExportFile, ExportRun, LogExport, PageQuery } from './schemas.ts';
import { allExports, findExport, findFiles, findRuns, lastRuns, sumFiles } from './store.ts';
import { exportRoot } from './targets/folder-target.ts';

export async function listLogExports(caller: Caller): Promise<{ items: LogExport[]; root: string }> {
  assertMay(caller, 'telemetry.read');
  const [rows, sums, runs] = await Promise.all([allExports(), sumFiles(), lastRuns()]);
  const items = rows.map((row) => presentExport(row, sums.get(row.id), runs.get(row.id)));
  return { items, root: exportRoot() };
}

/** Newest day first. Throws `not_found`. */
export async function listExportFiles(
  caller: Caller,
  id: string,
  query: PageQuery,
): Promise<{ items: ExportFile[]; total: number }> {
  await assertExport(caller, id);
  const { items, total } = await findFiles(id, query);
  return { items: items.map(presentFile), total };
}

/** Newest first. Throws `not_found`. */
export async function listExportRuns(
  caller: Caller,
  id: string,
  query: PageQuery,
): Promise<{ items: ExportRun[]; total: number }> {
  await assertExport(caller, id);
  const { items, total } = await findRuns(id, query);
  return { items: items.map(presentRun), total };
}

async function assertExport(caller: Caller, id: string): Promise<void> {
  assertMay(caller, 'telemetry.read');
  if ((await findExport(id)) === null) throw notFound('This export');
}
