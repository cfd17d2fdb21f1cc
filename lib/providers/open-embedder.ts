import { AppError } from '../platform/errors.ts';
import { createSdkEmbedder } from './ai-sdk/create-embedder.ts';
import type { Embedder } from './contract.ts';
import { openProvider } from './open-providers.ts';
import { createEmbedder } from './openai-compatible/create-embedder.ts';

/** An embedder over a registered provider. Throws `not_found`, or `invalid` for the built-in one. */
export async function openEmbedder(config: {
  provider: string;
  model: string;
  dimensions?: number | undefined;
}): Promise<Embedder> {
  const { embeddings } = await openProvider(config.provider);
  if (embeddings === null) {
    throw new AppError(
      'invalid',
      `The provider "${config.provider}" makes no embeddings. Choose another one.`,
    );
  }
  const { sdk, ...connection } = embeddings;
  const options = {
    name: config.provider,
    model: config.model,
    ...(config.dimensions !== undefined && { dimensions: config.dimensions }),
  };
  if (sdk === null) return createEmbedder({ ...options, ...connection });
  return createSdkEmbedder({ ...options, sdk, apiKey: connection.apiKey });
}
