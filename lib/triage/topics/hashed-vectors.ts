/**
 * Vectors of questions where there is no embedding model: TF-IDF over hashed stems with signs, so that collisions cancel
 * on average (Weinberger et al., "Feature hashing for large scale multitask learning", ICML 2009).
 */
import { tokensInPlace } from '../../text/index.ts';

export const hashedDimensions = 512;

export interface Question {
  text: string;
  /** ISO 639-1; null when unknown. */
  language: string | null;
}

/** FNV-1a, 32 bits. */
function hash(term: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < term.length; index++) {
    value = Math.imul(value ^ term.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

function countsOf({ text, language }: Question): Float32Array {
  const counts = new Float32Array(hashedDimensions);
  for (const { term, kind } of tokensInPlace(text, language)) {
    // Numbers of orders and days of the month join what has nothing in common.
    if (term === null || kind === 'number') continue;
    const code = hash(term);
    const bucket = code % hashedDimensions;
    counts[bucket] = (counts[bucket] ?? 0) + (code >>> 31 === 1 ? -1 : 1);
  }
  return counts;
}

/** Smoothed inverse document frequency of each dimension: rare words weigh more. */
export function learnWeights(questions: readonly Question[]): Float32Array {
  const seen = new Float32Array(hashedDimensions);
  for (const question of questions) {
    for (const [bucket, count] of countsOf(question).entries()) {
      if (count !== 0) seen[bucket] = (seen[bucket] ?? 0) + 1;
    }
  }
  return seen.map((count) => Math.log((1 + questions.length) / (1 + count)) + 1);
}

/** Of length 1; all zeros for a question without a word that means something. */
export function hashedVector(question: Question, weights: Float32Array): Float32Array {
  return normalise(countsOf(question).map((count, bucket) => count * (weights[bucket] ?? 1)));
}

/** To length 1; zeros, and what is no number, stay zeros. */
export function normalise(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (!Number.isFinite(length) || length === 0) return new Float32Array(vector.length);
  return vector.map((value) => value / length);
}
