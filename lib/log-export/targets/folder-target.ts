import { cp, mkdir, open, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { dataDir, env } from '../../platform/env.ts';
import { AppError } from '../../platform/errors.ts';
import type { FileTarget } from './file-target.ts';

/** The one folder that exports may be written under, absolute. */
export function exportRoot(): string {
  const own = env().SLIPWAY_EXPORT_DIR;
  return own === undefined ? dataDir('exports') : path.resolve(/* turbopackIgnore: true */ own);
}

/** A folder below the root. Files are written beside their place and renamed into it. */
export function openFolder(folder: string): FileTarget {
  const base = path.resolve(/* turbopackIgnore: true */ exportRoot(), folder);
  if (!base.startsWith(exportRoot() + path.sep))
    throw new AppError('invalid', 'The folder is not below the exports.');
  const placeOf = (relative: string) => path.join(/* turbopackIgnore: true */ base, relative);

  /** The same name each time, so that what a killed run left is written over; readers skip names with a dot. */
  const besides = (place: string) => path.join(path.dirname(place), `.${path.basename(place)}.tmp`);

  const settle = async (place: string, write: (temporary: string) => Promise<void>) => {
    await mkdir(path.dirname(place), { recursive: true });
    const temporary = besides(place);
    try {
      await write(temporary);
      await synced(temporary);
      await rename(temporary, place);
      await synced(path.dirname(place));
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw asAppError(error);
    }
  };
  return {
    put: (relative, { file }) => settle(placeOf(relative), (temporary) => cp(file, temporary)),
    putText: (relative, text) =>
      settle(placeOf(relative), async (temporary) => {
        const handle = await open(temporary, 'w', 0o640);
        await handle.writeFile(text).finally(() => handle.close());
      }),
    async remove(relative) {
      const place = placeOf(relative);
      await rm(place, { force: true });
      await rm(besides(place), { force: true });
      await removeEmpty(path.dirname(place), base);
    },
    close: async () => undefined,
  };
}

/** On disk, and not only in the system's memory. */
async function synced(place: string): Promise<void> {
  const handle = await open(place, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Days and endpoints without files leave no folders. */
async function removeEmpty(folder: string, base: string): Promise<void> {
  for (let place = folder; place.startsWith(base + path.sep); place = path.dirname(place)) {
    const removed = await rmdir(place).then(
      () => true,
      () => false,
    );
    if (!removed) return;
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'it may not be written to',
  EPERM: 'it may not be written to',
  EROFS: 'it may only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  ENOTDIR: 'a file stands where a folder is needed',
};

function asAppError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons[code];
  if (reason === undefined) return error;
  return new AppError('unavailable', `The folder of the export cannot be used: ${reason}.`, { cause: error });
}
