import { AppError } from '../../platform/errors.ts';
import type { Embedder } from '../../providers/index.ts';
import { requireKnowledge } from '../store.ts';
import { chooseEmbedder } from './choose-embedder.ts';

export interface KnowledgeEmbedder {
  embedder: Embedder;
  /** The registered provider; null for a model that runs here. */
  provider: string | null;
  model: string;
}

/** The embedder whose vectors a knowledge base holds now. Throws `not_found`, and `invalid` when it holds none. */
export async function knowledgeEmbedder(name: string): Promise<KnowledgeEmbedder> {
  const { embedding } = await requireKnowledge(name);
  const embedder = await chooseEmbedder(embedding);
  if (embedder === null || embedding.kind === 'none') {
    throw new AppError(
      'invalid',
      `The knowledge base "${name}" is searched by words only: it has no embedder.`,
    );
  }
  return {
    embedder,
    provider: embedding.kind === 'openai-compatible' ? embedding.provider : null,
    model: embedding.kind === 'openai-compatible' ? embedding.model : embedding.folder,
  };
}
