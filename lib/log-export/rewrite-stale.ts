import { exportsWithStaleFiles } from './run-store.ts';

/**
 * Writes every file again that holds what changed since, of disabled exports too, and gives how many exports had any. An
 * erasure calls it, and is done only when it is: throws when a target does not take its files.
 */
export async function rewriteStaleExports(signal: AbortSignal): Promise<number> {
  const ids = await exportsWithStaleFiles();
  if (ids.length === 0) return 0;
  const { runExport } = await import('./run-export.ts');
  for (const id of ids) await runExport(id, { cause: 'privacy', today: true, onlyStale: true, signal });
  return ids.length;
}
