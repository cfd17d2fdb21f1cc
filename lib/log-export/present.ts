import {
  type ExportFile,
  type ExportRun,
  exportRunSchema,
  exportTargetSchema,
  type LogExport,
} from './schemas.ts';
import type { ExportRow, FileRow, FileSums, RunRow } from './store.ts';

export function presentRun(row: RunRow): ExportRun {
  return exportRunSchema.parse({
    id: row.id,
    state: row.state,
    cause: row.cause,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    filesTotal: row.filesTotal,
    filesDone: row.filesDone,
    rows: Number(row.rows),
    bytes: Number(row.bytes),
    error: row.error,
  });
}

export function presentExport(
  row: ExportRow,
  sums: FileSums | undefined,
  lastRun: RunRow | undefined,
): LogExport {
  return {
    id: row.id,
    name: row.name,
    target: exportTargetSchema.parse(row.target),
    endpoints: row.endpoints,
    includeText: row.includeText,
    enabled: row.enabled,
    files: sums?.files ?? 0,
    staleFiles: sums?.stale ?? 0,
    rows: sums?.rows ?? 0,
    bytes: sums?.bytes ?? 0,
    lastRun: lastRun === undefined ? null : presentRun(lastRun),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function presentFile(row: FileRow): ExportFile {
  return {
    path: row.path,
    endpoint: row.endpointName,
    day: row.day.toISOString().slice(0, 10),
    rows: row.rows,
    bytes: row.bytes === null ? null : Number(row.bytes),
    sha256: row.sha256,
    stale: row.stale,
    writtenAt: row.writtenAt?.toISOString() ?? null,
  };
}

/** For the audit log: everything but the secret. */
export function auditViewOf(row: ExportRow) {
  const { name, endpoints, includeText, enabled } = row;
  return { name, target: exportTargetSchema.parse(row.target), endpoints, includeText, enabled };
}
