import { knowledgeEmbedder } from '../../knowledge/index.ts';
import { AppError } from '../../platform/errors.ts';
import { hashedDimensions, hashedVector, learnWeights, normalise, type Question } from './hashed-vectors.ts';

/** What questions are compared by. */
export interface TopicSpace {
  /** As shown, and kept with the vectors: those of another space cannot be compared. */
  name: string;
  /** Of a hashed space; null for embeddings. */
  weights: Float32Array | null;
  /** Questions to make topics from, and to put into them, at most: embedding costs time or money for each. */
  mostRead: number;
  mostAssigned: number;
  vectors(questions: readonly Question[], signal: AbortSignal): Promise<Float32Array[]>;
}

export const hashedName = `words, ${hashedDimensions} dimensions`;
const embedBatch = 64;

export function hashedSpace(weights: Float32Array): TopicSpace {
  return {
    name: hashedName,
    weights,
    mostRead: 10_000,
    mostAssigned: 200_000,
    vectors: async (questions) => questions.map((question) => hashedVector(question, weights)),
  };
}

export function learnHashedSpace(questions: readonly Question[]): TopicSpace {
  return hashedSpace(learnWeights(questions));
}

/** By the embedding model of a knowledge base; null when it has none, is gone, or its model cannot be opened. */
export async function embeddedSpace(knowledge: string | null): Promise<TopicSpace | null> {
  if (knowledge === null) return null;
  try {
    const { embedder, provider, model } = await knowledgeEmbedder(knowledge);
    return {
      name: provider === null ? model : `${provider} › ${model}`,
      weights: null,
      mostRead: 4_000,
      mostAssigned: 20_000,
      async vectors(questions, signal) {
        const all: Float32Array[] = [];
        for (let at = 0; at < questions.length; at += embedBatch) {
          const texts = questions.slice(at, at + embedBatch).map(({ text }) => text);
          all.push(...(await embedder.embed(texts, signal)).map(normalise));
        }
        return all;
      },
    };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
