import { assertMay, type Caller } from '../access/index.ts';
import { presentModel } from './present.ts';
import type { ModelSummary } from './schemas.ts';
import { allModels } from './store.ts';
import { endpointsByModel } from './uses-store.ts';

/** All models by name. */
export async function listModels(caller: Caller): Promise<ModelSummary[]> {
  assertMay(caller, 'models.read');
  const [models, endpoints] = await Promise.all([allModels(), endpointsByModel()]);
  return models.map((model) => presentModel(model, endpoints.get(model.name) ?? []));
}
