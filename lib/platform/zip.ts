/** Reading zip archives of strangers: judged as a whole from their directory before a byte is inflated. */
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';

export interface ZipLimits {
  maxEntries: number;
  maxEntryBytes: number;
  maxTotalBytes: number;
  /** Uncompressed over compressed size. */
  maxRatio: number;
  /** Entries below this size are never judged by their ratio. */
  ratioFloorBytes: number;
}

export interface ZipEntry {
  name: string;
  /** Bytes, as the archive declares them; checked while inflating. */
  size: number;
}

/** `path` means that the archive names files outside of itself, `bomb` that it unpacks to more than the limits. */
export type ZipErrorCode = 'encrypted' | 'bomb' | 'truncated' | 'path' | 'damaged';

export class ZipError extends Error {
  override readonly name = 'ZipError';
  readonly code: ZipErrorCode;

  constructor(code: ZipErrorCode, options?: { cause?: unknown }) {
    super(`The archive cannot be read: ${code}.`, options);
    this.code = code;
  }
}

/** The files of an archive after every entry passed the guard; nothing is inflated. Throws `ZipError`. */
export async function listZip(bytes: Uint8Array, limits: ZipLimits): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  await eachEntry(bytes, limits, async (entry) => {
    entries.push({ name: entry.fileName, size: entry.uncompressedSize });
  });
  return entries;
}

/**
 * Inflates the entries that `wanted` picks, keyed by name; yauzl holds each to its declared size and refuses absolute
 * paths and `..`. Archives inside the archive stay closed. Throws `ZipError`.
 */
export async function readZip(
  bytes: Uint8Array,
  limits: ZipLimits,
  wanted: (name: string) => boolean,
): Promise<Map<string, Buffer>> {
  await listZip(bytes, limits);
  const files = new Map<string, Buffer>();
  await eachEntry(bytes, limits, async (entry, zip) => {
    if (entry.fileName.endsWith('/') || !wanted(entry.fileName)) return;
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  });
  return files;
}

async function eachEntry(
  bytes: Uint8Array,
  limits: ZipLimits,
  visit: (entry: yauzl.Entry, zip: yauzl.ZipFile) => Promise<void>,
): Promise<void> {
  const guard = new ZipGuard(limits);
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
  private readonly limits: ZipLimits;

  constructor(limits: ZipLimits) {
    this.limits = limits;
  }

  admit(entry: yauzl.Entry): void {
    const { limits } = this;
    this.count += 1;
    this.total += entry.uncompressedSize;
    if (entry.isEncrypted()) throw new ZipError('encrypted');
    const suspicious =
      entry.uncompressedSize > limits.ratioFloorBytes &&
      entry.uncompressedSize > entry.compressedSize * limits.maxRatio;
    if (
      suspicious ||
      this.count > limits.maxEntries ||
      entry.uncompressedSize > limits.maxEntryBytes ||
      this.total > limits.maxTotalBytes
    ) {
      throw new ZipError('bomb');
    }
  }
}

function asZipError(error: unknown): ZipError {
  if (error instanceof ZipError) return error;
  const reason = error instanceof Error ? error.message : '';
  if (/end of central directory|unexpected EOF|unexpected end|truncated/i.test(reason)) {
    return new ZipError('truncated', { cause: error });
  }
  if (/invalid relative path|absolute path|invalid characters in fileName/i.test(reason)) {
    return new ZipError('path', { cause: error });
  }
  return new ZipError('damaged', { cause: error });
}
