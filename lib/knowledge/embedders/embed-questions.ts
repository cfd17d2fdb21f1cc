import { log } from '../../platform/log.ts';
import type { Embedder } from '../../providers/contract.ts';
import { keyOf } from './embed-question.ts';
import { embedTexts } from './embed-texts.ts';
import { findVectors, keepVectors } from './embedding-cache-store.ts';

export interface EmbeddedQuestions {
  /** One for each question, in order. */
  vectors: Float32Array[];
  /** Questions the model was asked for; all others were embedded before. */
  asked: string[];
}

/**
 * Vectors of some hundred questions, for looking back at what was asked: from the cache of questions where they are in it.
 * Reading does not prolong what is kept, so that a look back keeps no vector of a question alive.
 * @throws what the embedder throws
 */
export async function embedQuestions(
  embedder: Embedder,
  questions: readonly string[],
  signal: AbortSignal,
): Promise<EmbeddedQuestions> {
  const keys = new Map(questions.map((text) => [text, keyOf(embedder.id, 'exact', text)]));
  const known = await lookUp([...keys.values()]);
  const asked = [...keys].filter(([, key]) => !known.has(key.toString('base64'))).map(([text]) => text);
  const fresh = await embedTexts(embedder, asked, { signal });
  const added = asked.flatMap((text, i) => {
    const [key, vector] = [keys.get(text), fresh[i]];
    return key === undefined || vector === undefined ? [] : [{ key, vector }];
  });
  await keep(added);
  for (const { key, vector } of added) known.set(key.toString('base64'), vector);
  return {
    asked,
    vectors: questions.map(
      (text) => known.get(keys.get(text)?.toString('base64') ?? '') ?? new Float32Array(),
    ),
  };
}

/** A cache that fails is a cache that misses. */
async function lookUp(keys: readonly Buffer[]): Promise<Map<string, Float32Array>> {
  try {
    const found = await findVectors(keys);
    return new Map(found.map(({ key, vector }) => [key.toString('base64'), vector]));
  } catch (error) {
    log.warn('the embedding cache could not be read', { error });
    return new Map();
  }
}

async function keep(added: readonly { key: Buffer; vector: Float32Array }[]): Promise<void> {
  if (added.length === 0) return;
  try {
    await keepVectors(added);
  } catch (error) {
    log.warn('vectors could not be cached', { error });
  }
}
