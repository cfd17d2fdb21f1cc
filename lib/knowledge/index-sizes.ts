import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { indexFolder } from './files.ts';
import { knowledgeNames } from './store.ts';

export interface IndexSize {
  knowledge: string;
  /** Bytes on disk of all its tables. */
  bytes: number;
}

/** Walks the folder of every index: minutes apart is often enough. */
export async function indexSizes(): Promise<IndexSize[]> {
  const rows = await knowledgeNames();
  const sizes: IndexSize[] = [];
  for (const { id, name } of rows) sizes.push({ knowledge: name, bytes: await sizeOf(indexFolder(id)) });
  return sizes;
}

/** Files come and go meanwhile. */
async function sizeOf(folder: string): Promise<number> {
  // The data folder is no part of the program: the hints keep the build from taking the whole project for files it needs.
  const entries = await readdir(/* turbopackIgnore: true */ folder, {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  let bytes = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = path.join(/* turbopackIgnore: true */ entry.parentPath, entry.name);
    bytes += (await stat(/* turbopackIgnore: true */ file).catch(() => null))?.size ?? 0;
  }
  return bytes;
}
