import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import { ParseError } from '../errors.ts';
import { parseLimits } from '../limits.ts';

export interface ZipEntry {
  name: string;
  /** Bytes, as the archive declares them; checked while inflating. */
  size: number;
}

/** The files of an archive after every entry passed the guard; nothing is inflated. */
export async function listZip(bytes: Uint8Array): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  await eachEntry(bytes, async (entry) => {
    entries.push({ name: entry.fileName, size: entry.uncompressedSize });
  });
  return entries;
}

/**
 * Inflates the entries that `wanted` picks, keyed by name. The whole archive is judged from its directory
 * first, so a bomb is refused before a byte of it is inflated, and yauzl holds each entry to its declared
 * size. Archives inside the archive stay closed.
 */
export async function readZip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): Promise<Map<string, Buffer>> {
  await listZip(bytes);
  const files = new Map<string, Buffer>();
  await eachEntry(bytes, async (entry, zip) => {
    if (entry.fileName.endsWith('/') || !wanted(entry.fileName)) return;
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  });
  return files;
}

async function eachEntry(
  bytes: Uint8Array,
  visit: (entry: yauzl.Entry, zip: yauzl.ZipFile) => Promise<void>,
): Promise<void> {
  const guard = new ZipGuard();
  try {
    const zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    for await (const entry of zip.eachEntry()) {
      guard.admit(entry);
      await visit(entry, zip);
    }
  } catch (error) {
    throw asZipError(error);
  }
}

/** Running totals over an archive's directory. */
class ZipGuard {
  private count = 0;
  private total = 0;

  admit(entry: yauzl.Entry): void {
    const limits = parseLimits.zip;
    this.count += 1;
    this.total += entry.uncompressedSize;
    if (entry.isEncrypted()) {
      throw new ParseError(
        'encrypted',
        'This file is protected with a password. Save a copy without one and upload that.',
      );
    }
    const suspicious =
      entry.uncompressedSize > limits.ratioFloorBytes &&
      entry.uncompressedSize > entry.compressedSize * limits.maxRatio;
    if (
      suspicious ||
      this.count > limits.maxEntries ||
      entry.uncompressedSize > limits.maxEntryBytes ||
      this.total > limits.maxTotalBytes
    ) {
      throw new ParseError(
        'zip_bomb',
        'This file unpacks to far more data than a document holds, so it was not opened. If it is genuine, export it as PDF or split it.',
      );
    }
  }
}

function asZipError(error: unknown): ParseError {
  if (error instanceof ParseError) return error;
  const reason = error instanceof Error ? error.message : '';
  if (/end of central directory|unexpected EOF|unexpected end|truncated/i.test(reason)) {
    return new ParseError(
      'truncated',
      'The end of this file is missing. Upload it again from the original.',
      {
        cause: error,
      },
    );
  }
  if (/invalid relative path|absolute path|invalid characters in fileName/i.test(reason)) {
    return new ParseError(
      'malformed',
      'This file names parts outside of itself, as an attack would, so it was not opened.',
      { cause: error },
    );
  }
  return new ParseError('malformed', 'This file is damaged: its parts cannot be unpacked. Save it again.', {
    cause: error,
  });
}
