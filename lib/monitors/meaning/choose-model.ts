import { type KnowledgeEmbedder, knowledgeEmbedder } from '../../knowledge/index.ts';
import { AppError } from '../../platform/errors.ts';
import { currentPrice } from '../../providers/index.ts';
import type { Price } from '../../providers/schemas.ts';

export interface MeaningModel extends KnowledgeEmbedder {
  knowledge: string;
  /** As shown. */
  name: string;
  price: Price | null;
}

/**
 * The embedding model of a knowledge base, or why questions are compared by their words. A provider may cost money, unless its
 * price is entered as nothing: it is asked only where the monitor says so. A model that runs here is always used.
 */
export async function chooseModel(
  knowledge: string | null,
  paidEmbeddings: boolean,
): Promise<MeaningModel | { why: string }> {
  if (knowledge === null) return { why: 'no knowledge base was searched' };
  try {
    const found = await knowledgeEmbedder(knowledge);
    const { provider, model } = found;
    if (provider === null) return { ...found, knowledge, name: model, price: null };
    const price = await currentPrice(provider, model);
    const name = `${provider} › ${model}`;
    const free = price !== null && price.input === 0;
    if (!free && !paidEmbeddings) {
      return { why: `asking ${name} may cost money and this monitor has not turned it on` };
    }
    return { ...found, knowledge, name, price };
  } catch (error) {
    if (error instanceof AppError) return { why: `"${knowledge}" has no embedding model that can be opened` };
    throw error;
  }
}
