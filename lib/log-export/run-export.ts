/** Brings the files of one export in line with the log. Safe to stop anywhere, also by force, and to run again. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { tryWithLock } from '../platform/advisory-lock.ts';
import { AppError } from '../platform/errors.ts';
import { log } from '../platform/log.ts';
import { filePath, manifestPath } from './file-path.ts';
import { schemaVersion } from './files/columns.ts';
import { type WrittenFile, writeFile } from './files/write-file.ts';
import { lookAtReaders } from './look-at-readers.ts';
import {
  beginFile,
  deleteFile,
  endFile,
  endRun,
  failFile,
  findTasks,
  noteProgress,
  startRun,
  type Task,
} from './run-store.ts';
import type { ExportRun } from './schemas.ts';
import { type ExportRow, findExport } from './store.ts';
import type { FileTarget } from './targets/file-target.ts';
import { openTarget } from './targets/open-target.ts';

export interface RunOptions {
  cause: ExportRun['cause'];
  /** The day that is not over goes along; it is written again when it is. */
  today: boolean;
  /** Only files that hold what changed since. */
  onlyStale?: boolean;
  signal: AbortSignal;
}

/** Throws when a file could not be written, after trying the others. Throws `conflict` while another process runs it. */
export async function runExport(exportId: string, options: RunOptions): Promise<void> {
  const attempt = await tryWithLock(`log-export/${exportId}`, async () => {
    const row = await findExport(exportId);
    if (row === null) return;
    const runId = await startRun(exportId, options.cause);
    try {
      await bringUpToDate(row, runId, options);
      await endRun(runId, null);
    } catch (error) {
      log.warn('an export of the log failed', { export: row.name, error });
      await endRun(runId, reasonOf(error));
      throw error;
    }
  });
  if (!attempt.acquired)
    throw new AppError('conflict', 'This export is running already.', { reason: 'running' });
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  return error instanceof Error ? error.message.slice(0, 500) : 'unknown reason';
}

async function bringUpToDate(row: ExportRow, runId: string, options: RunOptions): Promise<void> {
  const { today, onlyStale = false, signal } = options;
  await lookAtReaders(row, signal);
  const tasks = await findTasks(row.id, row.endpoints, { today, onlyStale });
  if (tasks.length === 0) return;
  const target = openTarget(row);
  const workplace = await mkdtemp(path.join(os.tmpdir(), 'slipway-export-'));
  const progress = { filesTotal: tasks.length, filesDone: 0, rows: 0, bytes: 0 };
  const failures: unknown[] = [];
  try {
    await noteProgress(runId, progress);
    for (const task of tasks) {
      signal.throwIfAborted();
      try {
        const { rows, bytes } = await carryOut(task, { row, target, workplace, signal });
        progress.filesDone += 1;
        progress.rows += rows;
        progress.bytes += bytes;
        await noteProgress(runId, progress);
      } catch (error) {
        await failFile(row.id, task);
        failures.push(error);
        // A target that refuses three files will refuse the rest.
        if (signal.aborted || failures.length === 3) throw error;
      }
    }
  } finally {
    await target.close();
    await rm(workplace, { recursive: true, force: true });
  }
  if (failures.length > 0) throw failures[0];
}

interface Means {
  row: ExportRow;
  target: FileTarget;
  workplace: string;
  signal: AbortSignal;
}

async function carryOut(task: Task, { row, target, workplace, signal }: Means) {
  const place = filePath(task.endpoint, task.day);
  const manifest = manifestPath(task.endpoint, task.day);
  const removed = { rows: 0, bytes: 0 };
  const remove = async () => {
    await target.remove(place, signal);
    await target.remove(manifest, signal);
    await deleteFile(row.id, task);
    return removed;
  };
  if (task.what === 'remove') return remove();
  await beginFile(row.id, task, place);
  const file = path.join(workplace, 'part.parquet');
  const written = await writeFile(file, task, { includeText: row.includeText, signal });
  // Its rows went while they were counted.
  if (written.rows === 0) return remove();
  await target.put(place, { file, bytes: written.bytes }, signal);
  await target.putText(manifest, manifestOf(task, written), signal);
  await endFile(row.id, task, written);
  return written;
}

function manifestOf({ endpoint, day }: Task, { rows, bytes, sha256 }: WrittenFile): string {
  const facts = { endpoint, date: day, file: 'part-00000.parquet', rows, bytes, sha256, schemaVersion };
  return `${JSON.stringify(facts, null, 2)}\n`;
}
