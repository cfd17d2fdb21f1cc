import { type Embedder, openEmbedder } from '../../providers/index.ts';
import type { EmbeddingConfig } from '../schemas.ts';
import { openLocalEmbedder } from './local-embedder.ts';

const opened = new Map<string, Promise<Embedder>>();
const maxOpened = 20;

/**
 * The embedder a knowledge base is configured with; null when it has none. A local model is loaded once; a provider is
 * asked for each time, since it keeps its own connections and hears of changed keys.
 * @throws AppError `invalid` or `unavailable` saying what is missing.
 */
export async function chooseEmbedder(config: EmbeddingConfig): Promise<Embedder | null> {
  if (config.kind === 'none') return null;
  if (config.kind === 'openai-compatible') return openEmbedder(config);
  const key = JSON.stringify(config);
  const known = opened.get(key);
  if (known !== undefined) return known;
  const opening = openLocalEmbedder(config);
  opened.set(key, opening);
  const oldest = opened.keys().next().value;
  if (opened.size > maxOpened && oldest !== undefined) opened.delete(oldest);
  // A failure is not remembered: the model folder may be there a moment later.
  opening.catch(() => opened.delete(key));
  return opening;
}

/** Fails early, while the person who typed the configuration is looking. */
export async function assertEmbedderExists(config: EmbeddingConfig): Promise<void> {
  await chooseEmbedder(config);
}
