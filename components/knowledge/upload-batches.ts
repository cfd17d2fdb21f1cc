/** How files are grouped into requests, and how a request's progress is shared out among its files. */

export interface BatchLimits {
  maxFiles: number;
  maxBytes: number;
}

/** Small enough to show progress and to lose little when a line breaks, large enough not to pay for each small file. */
export const batchLimits: BatchLimits = { maxFiles: 8, maxBytes: 8 * 1024 * 1024 };

/**
 * The next files to send in one request, in order. A large file goes alone, and so does one that may not share: it was
 * part of a request that failed, so it must not drag others along again.
 */
export function takeBatch<F extends { size: number; alone: boolean }>(
  waiting: readonly F[],
  limits: BatchLimits = batchLimits,
): F[] {
  const batch: F[] = [];
  let bytes = 0;
  for (const file of waiting) {
    if (batch.length > 0 && (file.alone || batch[0]?.alone)) break;
    if (batch.length > 0 && (batch.length >= limits.maxFiles || bytes + file.size > limits.maxBytes)) break;
    batch.push(file);
    bytes += file.size;
  }
  return batch;
}

/**
 * Bytes of each file that have left, when `loaded` of the `total` bytes of a request have. Files go one after another;
 * the form around them is shared out evenly.
 */
export function sentBytes(sizes: readonly number[], loaded: number, total: number): number[] {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  let left = total > 0 ? (loaded / total) * all : 0;
  return sizes.map((size) => {
    const sent = Math.min(size, Math.max(0, left));
    left -= size;
    return sent;
  });
}
