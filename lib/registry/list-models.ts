import { assertMay, type Caller, reachedNames } from '../access/index.ts';
import { presentModel } from './present.ts';
import type { ModelSummary } from './schemas.ts';
import { findModels } from './store.ts';
import { endpointsByModel } from './uses-store.ts';

/** The models the caller may see, by name. */
export async function listModels(caller: Caller): Promise<ModelSummary[]> {
  assertMay(caller, 'models.read');
  const [models, endpoints] = await Promise.all([
    findModels(reachedNames(caller, 'models.read', 'models')),
    endpointsByModel(),
  ]);
  return models.map((model) => presentModel(model, endpoints.get(model.name) ?? []));
}
