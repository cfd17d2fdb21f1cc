import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../platform/errors.ts';
import { type Embedder, ProviderError } from '../../providers/contract.ts';

const batchTexts = 64;
const batchChars = 200_000;
const maxTries = 5;
const firstDelayMs = 500;
const maxDelayMs = 60_000;

export interface EmbedOptions {
  signal: AbortSignal;
  /** Share done so far, 0–1. */
  onProgress?: (share: number) => void;
}

/**
 * Embeds any number of texts in batches. A rate limit or a short outage is waited out; what stays goes to the caller.
 * All vectors have one length.
 * @throws ProviderError, AppError `upstream` when the vectors do not match the texts.
 */
export async function embedTexts(
  embedder: Embedder,
  texts: readonly string[],
  options: EmbedOptions,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (const batch of batchesOf(texts)) {
    const part = await embedWithRetry(embedder, batch, options.signal);
    assertMatching(part, batch.length, vectors[0]?.length ?? part[0]?.length, embedder.id);
    vectors.push(...part);
    options.onProgress?.(vectors.length / texts.length);
  }
  return vectors;
}

function* batchesOf(texts: readonly string[]): Generator<string[]> {
  let batch: string[] = [];
  let chars = 0;
  for (const text of texts) {
    if (batch.length > 0 && (batch.length === batchTexts || chars + text.length > batchChars)) {
      yield batch;
      batch = [];
      chars = 0;
    }
    batch.push(text);
    chars += text.length;
  }
  if (batch.length > 0) yield batch;
}

async function embedWithRetry(
  embedder: Embedder,
  batch: readonly string[],
  signal: AbortSignal,
): Promise<Float32Array[]> {
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted();
    try {
      return await embedder.embed(batch, signal);
    } catch (error) {
      const wait = waitBefore(error, attempt);
      if (wait === null) throw error;
      await delay(wait, undefined, { signal });
    }
  }
}

/** Milliseconds to wait before the next try; null when trying again would not help. */
function waitBefore(error: unknown, attempt: number): number | null {
  if (attempt >= maxTries || !(error instanceof ProviderError)) return null;
  if (error.code !== 'rate_limited' && error.code !== 'unavailable' && error.code !== 'timeout') return null;
  return Math.min(maxDelayMs, error.retryAfterMs ?? firstDelayMs * 2 ** (attempt - 1));
}

function assertMatching(
  vectors: readonly Float32Array[],
  count: number,
  length: number | undefined,
  id: string,
): void {
  const ok = vectors.length === count && vectors.every((vector) => vector.length === length && length > 0);
  if (ok) return;
  throw new AppError(
    'upstream',
    `The embedding model ${id} answered with vectors that do not match the texts.`,
  );
}
