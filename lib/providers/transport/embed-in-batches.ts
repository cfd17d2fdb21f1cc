/** What all embedders share: batches, retries, time-outs and vectors of length one. */
import { type Embedder, ProviderError } from '../contract.ts';
import { type ErrorContext, toProviderError } from './provider-errors.ts';
import { defaultRetry, type RetryOptions, waitBeforeRetry } from './retry.ts';

const callTimeoutMs = 60_000;

export interface BatchOptions {
  /** Of the provider. */
  name: string;
  model: string;
  dimensions?: number;
  context: ErrorContext;
  /** Texts in one call. */
  batchSize: number;
  retry?: Partial<RetryOptions>;
  /** One call; vectors of length one in the order of the texts. */
  callOnce: (texts: readonly string[], signal: AbortSignal) => Promise<Float32Array[]>;
}

export function embedInBatches(options: BatchOptions): Embedder {
  const { name, model, dimensions } = options;
  return {
    id: `${name}/${model}${dimensions === undefined ? '' : `/${dimensions}`}`,
    async embed(texts, signal) {
      const vectors: Float32Array[] = [];
      for (let start = 0; start < texts.length; start += options.batchSize) {
        vectors.push(...(await embedBatch(texts.slice(start, start + options.batchSize), signal, options)));
      }
      return vectors;
    },
  };
}

async function embedBatch(
  texts: readonly string[],
  signal: AbortSignal,
  { context, callOnce, ...options }: BatchOptions,
): Promise<Float32Array[]> {
  const retry = { ...defaultRetry, ...options.retry };
  const either = AbortSignal.any([signal, AbortSignal.timeout(callTimeoutMs)]);
  for (let attempt = 1; ; attempt++) {
    try {
      return await callOnce(texts, either);
    } catch (error) {
      const failure = either.aborted ? stopped(signal, context) : toProviderError(error, context);
      const wait = waitBeforeRetry(failure, attempt, retry);
      if (wait === null) throw failure;
      await retry.sleep(wait, either).catch(() => {
        throw stopped(signal, context);
      });
    }
  }
}

/** The same direction with length one. Throws `bad_response` for vectors without a direction. */
export function unit(embedding: readonly number[], context: ErrorContext): Float32Array {
  const norm = Math.hypot(...embedding);
  if (!Number.isFinite(norm) || norm === 0) throw badVectors('with a vector that has no direction', context);
  return Float32Array.from(embedding, (value) => value / norm);
}

export function badVectors(how: string, { provider }: ErrorContext): ProviderError {
  return new ProviderError('bad_response', `The provider "${provider}" answered ${how}.`, { provider });
}

function stopped(signal: AbortSignal, { provider }: ErrorContext): ProviderError {
  if (signal.aborted) return new ProviderError('aborted', 'The request was stopped.', { provider });
  return new ProviderError(
    'timeout',
    `The provider "${provider}" did not embed within ${callTimeoutMs / 1000} seconds.`,
    { provider },
  );
}
