import { createHash } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../platform/errors.ts';
import { isDiskFull } from '../disk-full.ts';
import { uploadPath } from '../files.ts';

/** A file that has arrived whole and is on disk, under a name of its own until it is registered. */
export interface ReceivedFile {
  path: string;
  contentHash: string;
  byteSize: number;
}

/**
 * Writes a stream to disk while hashing it. What was written is removed when anything fails.
 * @throws AppError `too_large`, or `unavailable` when the disk is full.
 */
export async function receiveBytes(
  knowledgeId: string,
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<ReceivedFile> {
  const file = uploadPath(knowledgeId);
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, 'wx');
  const hash = createHash('sha256');
  let byteSize = 0;
  try {
    for await (const part of source) {
      byteSize += part.byteLength;
      if (byteSize > maxBytes) throw tooLarge(maxBytes);
      hash.update(part);
      // `write` may keep less than it was given on a disk that is filling up; `appendFile` goes on until all is there.
      await handle.appendFile(part);
    }
    await handle.sync();
    await handle.close();
    return { path: file, contentHash: hash.digest('hex'), byteSize };
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(file, { force: true });
    if (!isDiskFull(error)) throw error;
    throw new AppError(
      'unavailable',
      'The disk is full, so the file was not kept. Free some space and upload it again.',
      {
        reason: 'disk_full',
        cause: error,
      },
    );
  }
}

function tooLarge(maxBytes: number): AppError {
  return new AppError(
    'too_large',
    `The file is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB. Split it into parts and upload those.`,
  );
}
