/**
 * Where a knowledge base keeps its files, under `<data folder>/knowledge/<id>/`:
 *   files/<sha256>                         originals, by content
 *   parsed/<revision>.json.gz              parse results, kept as long as the revision
 *   prepared/<revision>.<generation>.json.gz   chunks and vectors waiting to be published
 *   index/                                 the LanceDB folder, one table for each generation
 *   uploads/                               files still arriving
 */
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import { dataDir } from '../platform/env.ts';
import { newId } from '../platform/ids.ts';
import { log } from '../platform/log.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

export function knowledgeFolder(knowledgeId: string): string {
  return dataDir('knowledge', knowledgeId);
}

export function indexFolder(knowledgeId: string): string {
  return path.join(knowledgeFolder(knowledgeId), 'index');
}

export function indexTable(generation: number): string {
  return `chunks_${generation}`;
}

/** Removes the table of a generation; nothing may read it any more. */
export async function removeIndexTable(knowledgeId: string, generation: number): Promise<void> {
  const folder = path.join(indexFolder(knowledgeId), `${indexTable(generation)}.lance`);
  await rm(folder, { recursive: true, force: true });
}

export function originalPath(knowledgeId: string, contentHash: string): string {
  return path.join(knowledgeFolder(knowledgeId), 'files', contentHash);
}

export function parsedPath(knowledgeId: string, revisionId: string): string {
  return path.join(knowledgeFolder(knowledgeId), 'parsed', `${revisionId}.json.gz`);
}

export function preparedPath(knowledgeId: string, revisionId: string, generation: number): string {
  return path.join(knowledgeFolder(knowledgeId), 'prepared', `${revisionId}.${generation}.json.gz`);
}

export function uploadPath(knowledgeId: string): string {
  return path.join(knowledgeFolder(knowledgeId), 'uploads', newId());
}

export async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** Moves a file whose bytes are already on disk to its final name, durably. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  await rename(from, to);
  await syncFolder(path.dirname(to));
}

/** The new name survives a power cut only once the folder itself is on disk. */
async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open folders; there the rename is journalled by the file system.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a whole file so that a reader sees either all of it or nothing. Not forced to disk: everything written this way
 * can be made again from the original, and a file that a power cut left damaged reads as missing.
 */
export async function writeGzippedJson(file: string, value: unknown): Promise<void> {
  const bytes = await compress(JSON.stringify(value), { level: constants.Z_BEST_SPEED });
  await mkdir(path.dirname(file), { recursive: true });
  const partial = `${file}.${newId()}.partial`;
  try {
    await writeFile(partial, bytes);
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Null when the file does not exist or is damaged. */
export async function readGzippedJson(file: string): Promise<unknown> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (bytes === null) return null;
  try {
    return JSON.parse((await decompress(bytes)).toString('utf8'));
  } catch (error) {
    log.warn('a derived file is damaged and counts as missing', { file, error });
    return null;
  }
}

/** Removes the parse results, prepared chunks and half-written files of these revisions. */
export async function removeRevisionFiles(
  knowledgeId: string,
  revisionIds: readonly string[],
): Promise<void> {
  const gone = new Set(revisionIds);
  for (const folder of ['parsed', 'prepared']) {
    // The data folder is no part of the program: the hints keep the build from taking the whole project for files it needs.
    const at = path.join(/* turbopackIgnore: true */ knowledgeFolder(knowledgeId), folder);
    const names = await readdir(/* turbopackIgnore: true */ at).catch(() => []);
    for (const name of names) {
      if (gone.has(name.split('.')[0] ?? ''))
        await rm(path.join(/* turbopackIgnore: true */ at, name), { force: true });
    }
  }
}
