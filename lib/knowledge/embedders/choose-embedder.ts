import { type Embedder, openEmbedder } from '../../providers/index.ts';
import type { EmbeddingConfig } from '../schemas.ts';
import { openLocalEmbedder } from './local-embedder.ts';

const opened = new Map<string, Promise<Embedder>>();
const maxOpened = 20;

/**
 * The embedder a knowledge base is configured with; null when it has none. Opened once for each configuration.
 * @throws AppError `invalid` or `unavailable` saying what is missing.
 */
export async function chooseEmbedder(config: EmbeddingConfig): Promise<Embedder | null> {
  if (config.kind === 'none') return null;
  const key = JSON.stringify(config);
  const known = opened.get(key);
  if (known !== undefined) return known;
  const opening = config.kind === 'local' ? openLocalEmbedder(config) : openEmbedder(config);
  opened.set(key, opening);
  const oldest = opened.keys().next().value;
  if (opened.size > maxOpened && oldest !== undefined) opened.delete(oldest);
  // A failure is not remembered: the model folder or the provider may be there a moment later.
  opening.catch(() => opened.delete(key));
  return opening;
}

/** Fails early, while the person who typed the configuration is looking. */
export async function assertEmbedderExists(config: EmbeddingConfig): Promise<void> {
  await chooseEmbedder(config);
}

/** Forgets opened embedders, e.g. because a provider's address or key changed. */
export function forgetEmbedders(): void {
  opened.clear();
}
