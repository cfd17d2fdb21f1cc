import { chooseEmbedder } from '../embedders/choose-embedder.ts';
import { type EmbedOptions, embedTexts } from '../embedders/embed-texts.ts';
import type { Chunk, EmbeddingConfig } from '../schemas.ts';

/** One vector for each chunk; null when the configuration has no embeddings. */
export async function embedChunks(
  config: EmbeddingConfig,
  chunks: readonly Chunk[],
  options: EmbedOptions,
): Promise<Float32Array[] | null> {
  const embedder = await chooseEmbedder(config);
  if (embedder === null) return null;
  return embedTexts(embedder, chunks.map(embeddedText), options);
}

/** The headings above a passage say what it is about, often better than the passage. */
function embeddedText(chunk: Chunk): string {
  return chunk.headingPath.length === 0 ? chunk.text : `${chunk.headingPath.join(' › ')}\n${chunk.text}`;
}
