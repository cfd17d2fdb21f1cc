import { assertMay, type Caller } from '../access/index.ts';
import type { ModelSummary } from './schemas.ts';
import { allModels, prisma, servedBy } from './store.ts';

/** All models by name. */
export async function listModels(caller: Caller): Promise<ModelSummary[]> {
  assertMay(caller, 'models.read');
  const [models, served] = await Promise.all([allModels(), servedBy(prisma(), null)]);
  return models.map((model) => ({
    name: model.name,
    description: model.description,
    latestVersion: model.versions[0]?.number ?? null,
    aliases: model.aliases.map(({ alias, version }) => ({ alias, version })),
    endpoints: [...new Set(served.filter((use) => use.model === model.name).map((use) => use.endpoint))],
    createdAt: model.createdAt.toISOString(),
    updatedAt: model.updatedAt.toISOString(),
  }));
}
