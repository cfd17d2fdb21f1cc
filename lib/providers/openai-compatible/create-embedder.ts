import { z } from 'zod';
import type { Embedder } from '../contract.ts';
import { badVectors, embedInBatches, unit } from '../transport/embed-in-batches.ts';
import { type ErrorContext, errorOfStatus, messageInText } from '../transport/provider-errors.ts';
import type { RetryOptions } from '../transport/retry.ts';

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

const responseSchema = z.object({
  data: z.array(z.object({ index: z.number().int().min(0), embedding: z.array(z.number()).min(1) })),
});

/** Embeddings over `POST {baseUrl}/embeddings`. Vectors come back normalised and in the order of the texts. */
export function createEmbedder(options: EmbedderOptions): Embedder {
  const context: ErrorContext = { provider: options.name, apiKey: options.apiKey, now: Date.now };
  return embedInBatches({
    ...options,
    context,
    batchSize,
    callOnce: (texts, signal) => callOnce(texts, signal, options, context),
  });
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
