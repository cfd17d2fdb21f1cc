import { z } from 'zod';
import { type Embedder, ProviderError } from '../contract.ts';
import {
  type ErrorContext,
  errorOfStatus,
  messageInText,
  toProviderError,
} from '../transport/provider-errors.ts';
import { defaultRetry, type RetryOptions, waitBeforeRetry } from '../transport/retry.ts';

export interface EmbedderOptions {
  /** Of the provider, for error messages. */
  name: string;
  baseUrl: string;
  apiKey: string | null;
  model: string;
  /** Asked of the model when given; it must then answer with as many. */
  dimensions?: number;
  fetch: typeof fetch;
  retry?: Partial<RetryOptions>;
}

/** Texts in one call; every OpenAI-compatible server we know takes this many. */
const batchSize = 64;
const callTimeoutMs = 60_000;

const responseSchema = z.object({
  data: z.array(z.object({ index: z.number().int().min(0), embedding: z.array(z.number()).min(1) })),
});

/** Embeddings over `POST {baseUrl}/embeddings`. Vectors come back normalised and in the order of the texts. */
export function createEmbedder(options: EmbedderOptions): Embedder {
  const context: ErrorContext = { provider: options.name, apiKey: options.apiKey, now: Date.now };
  const retry = { ...defaultRetry, ...options.retry };
  return {
    id: `${options.name}/${options.model}${options.dimensions === undefined ? '' : `/${options.dimensions}`}`,
    async embed(texts, signal) {
      const vectors: Float32Array[] = [];
      for (let start = 0; start < texts.length; start += batchSize) {
        const batch = texts.slice(start, start + batchSize);
        vectors.push(...(await embedBatch(batch, signal, options, context, retry)));
      }
      return vectors;
    },
  };
}

async function embedBatch(
  texts: readonly string[],
  signal: AbortSignal,
  options: EmbedderOptions,
  context: ErrorContext,
  retry: RetryOptions,
): Promise<Float32Array[]> {
  const timeout = AbortSignal.timeout(callTimeoutMs);
  const either = AbortSignal.any([signal, timeout]);
  for (let attempt = 1; ; attempt++) {
    try {
      return await callOnce(texts, either, options, context);
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

async function callOnce(
  texts: readonly string[],
  signal: AbortSignal,
  { baseUrl, apiKey, model, dimensions, fetch }: EmbedderOptions,
  context: ErrorContext,
): Promise<Float32Array[]> {
  const response = await fetch(`${baseUrl.replace(/\/+$/, '')}/embeddings`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(apiKey !== null && { authorization: `Bearer ${apiKey}` }),
    },
    body: JSON.stringify({ model, input: texts, encoding_format: 'float', dimensions }),
    signal,
  });
  const body = await response.text();
  if (!response.ok) {
    throw errorOfStatus(response.status, Object.fromEntries(response.headers), messageInText(body), context);
  }
  return readVectors(JSON.parse(body), texts.length, dimensions, context);
}

/** By `index`, because servers that work in parallel may answer out of order. */
function readVectors(
  body: unknown,
  expected: number,
  dimensions: number | undefined,
  context: ErrorContext,
): Float32Array[] {
  const parsed = responseSchema.safeParse(body);
  if (!parsed.success) throw badVectors('in a form that is not the embeddings API’s', context);
  const byIndex = new Map(parsed.data.data.map(({ index, embedding }) => [index, embedding]));
  const length = dimensions ?? byIndex.get(0)?.length;
  return Array.from({ length: expected }, (_, index) => {
    const embedding = byIndex.get(index);
    if (embedding === undefined)
      throw badVectors(`with ${byIndex.size} vectors for ${expected} texts`, context);
    if (embedding.length !== length) {
      throw badVectors(`with ${embedding.length} dimensions instead of ${length}`, context);
    }
    return unit(embedding, context);
  });
}

function unit(embedding: readonly number[], context: ErrorContext): Float32Array {
  const norm = Math.hypot(...embedding);
  if (!Number.isFinite(norm) || norm === 0) throw badVectors('with a vector that has no direction', context);
  return Float32Array.from(embedding, (value) => value / norm);
}

function badVectors(how: string, { provider }: ErrorContext): ProviderError {
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
