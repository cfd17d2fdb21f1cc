/** The vector of a question, from the cache when it was asked before. A cache that fails is a cache that misses. */
import { createHash } from 'node:crypto';
import { log } from '../../platform/log.ts';
import type { Embedder } from '../../providers/contract.ts';
import { normaliseQuestion } from '../../text/index.ts';
import { embedTexts } from './embed-texts.ts';
import { findVector, keepVector } from './embedding-cache-store.ts';

/** `exact` keys by the text as it came, `normalised` by it without case, punctuation and extra white space. */
export type EmbeddingCacheMode = 'off' | 'exact' | 'normalised';

export interface EmbeddedQuestion {
  /** Null when the embedder gave none. */
  vector: Float32Array | null;
  cache: 'off' | 'miss' | 'hit';
}

/** The most recent ones, in memory: 1000 vectors of 1536 numbers are 6 MB. */
const recent = new Map<string, Float32Array>();
const maxRecent = 1000;

/** @throws what the embedder throws */
export async function embedQuestion(
  embedder: Embedder,
  question: string,
  options: { cache: EmbeddingCacheMode; signal: AbortSignal },
): Promise<EmbeddedQuestion> {
  const embed = async () => (await embedTexts(embedder, [question], options))[0] ?? null;
  if (options.cache === 'off') return { vector: await embed(), cache: 'off' };
  const key = keyOf(embedder.id, options.cache, question);
  const known = await lookUp(key);
  if (known !== null) return { vector: known, cache: 'hit' };
  const vector = await embed();
  if (vector !== null) await keep(key, vector);
  return { vector, cache: 'miss' };
}

/** What the vector of a question is kept under. */
export function keyOf(embedder: string, mode: EmbeddingCacheMode, question: string): Buffer {
  const text = mode === 'normalised' ? normaliseQuestion(question) : question;
  return createHash('sha256')
    .update(JSON.stringify([embedder, mode, text]))
    .digest();
}

async function lookUp(key: Buffer): Promise<Float32Array | null> {
  const id = key.toString('base64');
  const known = recent.get(id);
  if (known !== undefined) {
    remember(id, known);
    return known;
  }
  try {
    const vector = await findVector(key);
    if (vector !== null) remember(id, vector);
    return vector;
  } catch (error) {
    log.warn('the embedding cache could not be read', { error });
    return null;
  }
}

async function keep(key: Buffer, vector: Float32Array): Promise<void> {
  remember(key.toString('base64'), vector);
  try {
    await keepVector(key, vector);
  } catch (error) {
    log.warn('a vector could not be cached', { error });
  }
}

/** Puts it last, so that the first is the one that was not asked for the longest. */
function remember(id: string, vector: Float32Array): void {
  recent.delete(id);
  recent.set(id, vector);
  const [oldest] = recent.keys();
  if (recent.size > maxRecent && oldest !== undefined) recent.delete(oldest);
}
