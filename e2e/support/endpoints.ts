/** Endpoints for integration tests. Import after `test-database.ts`. */
import { defaultChain } from '../../lib/chain/index.ts';
import { prisma } from '../../lib/platform/db.ts';
import { moveAlias, registerVersion } from '../../lib/registry/index.ts';
import { createEndpoint } from '../../lib/serving/endpoints/create-endpoint.ts';
import { updateEndpoint } from '../../lib/serving/endpoints/update-endpoint.ts';
import {
  type EndpointSummary,
  type ServedEntity,
  type ServedEntityInput,
  type ServedTarget,
  servedEntitySchema,
  updateEndpointSchema,
} from '../../lib/serving/schemas.ts';
import { heard } from './changes.ts';
import { admin, newModel, passes, versionInput } from './registry.ts';

export const champion = (model: string): ServedTarget => ({ by: 'alias', model, alias: 'champion' });
export const pinned = (model: string, version: number): ServedTarget => ({ by: 'version', model, version });

export function entity(
  name: string,
  target: ServedTarget,
  trafficPercentage: number,
  more: Partial<ServedEntityInput> = {},
): ServedEntity {
  return servedEntitySchema.parse({ name, target, trafficPercentage, ...more });
}

export async function moveChampion(model: string, version: number, why = { reason: '', ticket: '' }) {
  await moveAlias(admin, model, 'champion', { version, ...why });
}

/** A model with three versions, `@champion` on the first, and an endpoint of the same name that serves it. */
export async function newEndpoint(
  entities = (model: string) => [entity('main', champion(model), 100)],
): Promise<string> {
  const name = await newModel(3);
  await moveChampion(name, 1);
  await heard({ topic: 'endpoint', key: name }, () =>
    createEndpoint(admin, {
      name,
      description: '',
      environment: 'production',
      servedEntities: entities(name),
    }),
  );
  return name;
}

export function change(
  name: string,
  expectedConfig: number,
  input: { servedEntities?: ServedEntity[]; description?: string; reason?: string; ticket?: string },
  caller = admin,
): Promise<EndpointSummary> {
  return updateEndpoint(caller, name, updateEndpointSchema.parse({ expectedConfig, ...input }));
}

/** Registers a version that answers from the latest snapshot of a knowledge base. */
export async function registerRetrieving(model: string, knowledge: string): Promise<void> {
  const document = defaultChain({ knowledge, provider: 'extractive', model: 'extractive-1' });
  await registerVersion(admin, model, versionInput({ document }), passes);
}

/** Publishes an empty snapshot of a knowledge base. */
export async function newSnapshot(knowledge: string, number: number): Promise<void> {
  const { id } = await prisma().knowledgeBase.update({
    where: { name: knowledge },
    data: { snapshot: number },
  });
  const counts = { documentCount: 0, chunkCount: 0, added: 0, replaced: 0, removed: 0 };
  await prisma().snapshot.create({
    data: { knowledgeBaseId: id, number, generation: 1, ...counts, reason: 'test' },
  });
}
