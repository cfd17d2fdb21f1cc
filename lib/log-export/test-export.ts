import { assertMay, type Caller } from '../access/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { log } from '../platform/log.ts';
import type { ExportTest } from './schemas.ts';
import { findExport } from './store.ts';
import type { FileTarget } from './targets/file-target.ts';
import { openTarget } from './targets/open-target.ts';

const path = '_slipway-test.txt';

/** Writes a small file where the export goes, and takes it away again. Throws `not_found`. */
export async function testLogExport(caller: Caller, id: string, signal: AbortSignal): Promise<ExportTest> {
  assertMay(caller, 'telemetry.write');
  const row = await findExport(id);
  if (row === null) throw notFound('This export');
  let target: FileTarget | null = null;
  try {
    target = openTarget(row);
    await target.putText(path, 'Slipway may write here.\n', signal);
    await target.remove(path, signal);
    return { ok: true, message: 'A file was written and removed again.' };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, message: error.message };
    log.warn('an export could not be tested', { export: row.name, error });
    return { ok: false, message: 'The target could not be used; the server’s log says why.' };
  } finally {
    await target?.close();
  }
}
