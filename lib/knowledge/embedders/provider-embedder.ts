import { AppError } from '../../platform/errors.ts';
import type { Embedder } from '../../providers/contract.ts';
import type { EmbeddingConfig } from '../schemas.ts';

type ProviderConfig = Extract<EmbeddingConfig, { kind: 'openai-compatible' }>;
type OpenEmbedder = (config: ProviderConfig) => Promise<Embedder>;

let open: OpenEmbedder = async () => {
  throw new AppError('unavailable', 'Embeddings from a provider are not available in this process.');
};

/** Hands in how embedders of registered providers are opened; the entry points do it at start. */
export function useProviderEmbedders(opener: OpenEmbedder): void {
  open = opener;
}

export function openProviderEmbedder(config: ProviderConfig): Promise<Embedder> {
  return open(config);
}
