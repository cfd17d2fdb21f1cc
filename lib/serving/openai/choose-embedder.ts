import { assertMayAt, type Caller } from '../../access/index.ts';
import { knowledgeEmbedder } from '../../knowledge/index.ts';
import { AppError } from '../../platform/errors.ts';
import { type Embedder, offeredModels, openEmbedder } from '../../providers/index.ts';

export interface ChosenEmbedder {
  embedder: Embedder;
  provider: string;
  model: string;
}

/** What stands for a provider in the rows of models that run in this process. */
const local = 'local';

/**
 * A model offered under a provider, as `provider/model`, or the embedder of a knowledge base by its name. Models that
 * nobody listed under Providers cannot be reached, so that a key cannot spend money where no price was thought of.
 * Throws `not_found` (reason `model_not_found`), `forbidden` and what opening the embedder throws.
 */
export async function chooseEmbedder(
  caller: Caller,
  name: string,
  dimensions: number | null,
): Promise<ChosenEmbedder> {
  assertMayAt(caller, 'endpoints.query', { kind: 'endpoint', name, environment: null });
  const slash = name.indexOf('/');
  try {
    if (slash === -1) return await ofKnowledge(name);
    return await ofProvider(name.slice(0, slash), name.slice(slash + 1), dimensions);
  } catch (error) {
    throw error instanceof AppError && error.code === 'not_found' ? unknownModel(name) : error;
  }
}

async function ofKnowledge(name: string): Promise<ChosenEmbedder> {
  const { embedder, provider, model } = await knowledgeEmbedder(name);
  return { embedder, provider: provider ?? local, model };
}

async function ofProvider(
  provider: string,
  model: string,
  dimensions: number | null,
): Promise<ChosenEmbedder> {
  const offered = await offeredModels(provider);
  if (!offered?.models.includes(model)) throw unknownModel(`${provider}/${model}`);
  const config = { provider, model, ...(dimensions !== null && { dimensions }) };
  return { embedder: await openEmbedder(config), provider, model };
}

function unknownModel(name: string): AppError {
  const message = `The embedding model "${name.slice(0, 200)}" does not exist. Name a knowledge base, or a model listed under a provider as "provider/model".`;
  return new AppError('not_found', message, {
    reason: 'model_not_found',
    issues: [{ path: 'model', message }],
  });
}
