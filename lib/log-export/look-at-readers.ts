import { filesToLookAt, noteLookedAt, withheldNow } from './reader-changes-store.ts';
import type { ExportRow } from './store.ts';

/**
 * Makes those files stale in which a change of reader lists withholds or gives free an answer, and no others. Safe to stop
 * anywhere and to run again.
 */
export async function lookAtReaders({ id, includeText }: ExportRow, signal: AbortSignal): Promise<void> {
  for (const file of await filesToLookAt(id)) {
    signal.throwIfAborted();
    const concerned = includeText && (await withheldNow(file)) !== file.withheld;
    await noteLookedAt(id, file, concerned);
  }
}
