/** Embeddings through the AI SDK's specification (`doEmbed`), for vendors whose embeddings are not OpenAI's. */
import type { EmbeddingModelV4 } from '@ai-sdk/provider';
import { AppError } from '../../platform/errors.ts';
import type { Embedder } from '../contract.ts';
import { badVectors, embedInBatches, unit } from '../transport/embed-in-batches.ts';
import type { ErrorContext } from '../transport/provider-errors.ts';
import type { RetryOptions } from '../transport/retry.ts';
import type { OpenedSdk } from './sdk.ts';

export interface SdkEmbedderOptions {
  /** Of the provider, for error messages. */
  name: string;
  apiKey: string | null;
  model: string;
  /** Asked of the model when given; it must then answer with as many. */
  dimensions?: number;
  sdk: OpenedSdk;
  retry?: Partial<RetryOptions>;
}

/** Texts in one call at most, for vendors that would take more. */
const largestBatch = 64;

export async function createSdkEmbedder(options: SdkEmbedderOptions): Promise<Embedder> {
  const { name, apiKey, sdk, dimensions } = options;
  const model = sdk.embedding?.(options.model);
  if (model === undefined) throw new AppError('invalid', `The provider "${name}" makes no embeddings.`);
  const context: ErrorContext = { provider: name, apiKey, now: Date.now };
  const limit = (await model.maxEmbeddingsPerCall) ?? largestBatch;
  return embedInBatches({
    ...options,
    context,
    batchSize: Math.min(limit, largestBatch),
    callOnce: (texts, signal) => callOnce(model, sdk, texts, dimensions, signal, context),
  });
}

async function callOnce(
  model: EmbeddingModelV4,
  sdk: OpenedSdk,
  texts: readonly string[],
  dimensions: number | undefined,
  abortSignal: AbortSignal,
  context: ErrorContext,
): Promise<Float32Array[]> {
  const { embeddings } = await model.doEmbed({
    values: [...texts],
    abortSignal,
    ...(dimensions !== undefined && { dimensions }),
    ...(sdk.embeddingOptions && { providerOptions: sdk.embeddingOptions(dimensions) }),
  });
  if (embeddings.length !== texts.length) {
    throw badVectors(`with ${embeddings.length} vectors for ${texts.length} texts`, context);
  }
  const length = dimensions ?? embeddings[0]?.length;
  return embeddings.map((embedding) => {
    if (embedding.length !== length) {
      throw badVectors(`with ${embedding.length} dimensions instead of ${length}`, context);
    }
    return unit(embedding, context);
  });
}
