import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { dataDir } from '../../platform/env.ts';
import { isId } from '../../platform/ids.ts';
import { knowledgeFolder } from '../files.ts';

/** An upload still arriving writes at least this often; one that does not has lost its process. */
const abandonedMs = 24 * 60 * 60_000;

/** Ids of the knowledge bases that have a folder. */
export async function foldersOnDisk(): Promise<string[]> {
  return (await readdir(dataDir('knowledge')).catch(() => [])).filter(isId);
}

/** Removes what uploads that were cut off by a crash left behind. */
export async function removeAbandonedUploads(knowledgeId: string): Promise<void> {
  const folder = path.join(knowledgeFolder(knowledgeId), 'uploads');
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name);
    const info = await stat(file).catch(() => null);
    if (info !== null && Date.now() - info.mtimeMs > abandonedMs) await rm(file, { force: true });
  }
}
