import { AppError } from '../platform/errors.ts';
import type { Embedder } from './contract.ts';
import { openProvider } from './open-providers.ts';
import { createEmbedder } from './openai-compatible/create-embedder.ts';

/** An embedder over a registered provider. Throws `not_found`, or `invalid` for the built-in one. */
export async function openEmbedder(config: {
  provider: string;
  model: string;
  dimensions?: number | undefined;
}): Promise<Embedder> {
  const { connection } = await openProvider(config.provider);
  if (connection === null) {
    throw new AppError(
      'invalid',
      `The provider "${config.provider}" makes no embeddings. Choose another one.`,
    );
  }
  return createEmbedder({
    name: config.provider,
    ...connection,
    model: config.model,
    ...(config.dimensions !== undefined && { dimensions: config.dimensions }),
  });
}
