/** Versions and endpoints as rows, for tests of features that may not import the registry or serving. */
import { prisma } from '../../lib/platform/db.ts';
import { newId } from '../../lib/platform/ids.ts';
import type { Prisma } from '../../prisma/generated/client.ts';

type Stage = 'development' | 'staging' | 'production' | 'archived';

export async function makeModel(name: string): Promise<string> {
  const id = newId();
  await prisma().registeredModel.create({ data: { id, name } });
  return id;
}

export async function makeVersion(
  modelId: string,
  number: number,
  document: Prisma.InputJsonObject,
  options: { stage?: Stage; alias?: string; deleted?: boolean } = {},
): Promise<void> {
  await prisma().modelVersion.create({
    data: {
      id: newId(),
      modelId,
      number,
      chain: document,
      chainHash: `${modelId}/${number}`,
      createdByName: 'test',
      stage: options.stage ?? 'development',
      deletedAt: options.deleted ? new Date() : null,
    },
  });
  if (options.alias !== undefined) {
    await prisma().modelAlias.create({ data: { modelId, alias: options.alias, version: number } });
  }
}

/** An endpoint with one configuration for each list of entities; the last one is in force. */
export async function makeEndpoint(name: string, ...configs: Prisma.InputJsonObject[][]): Promise<void> {
  const id = newId();
  await prisma().endpoint.create({ data: { id, name, config: configs.length } });
  for (const [index, servedEntities] of configs.entries()) {
    await prisma().endpointConfig.create({
      data: { endpointId: id, number: index + 1, servedEntities, createdByName: 'test' },
    });
  }
}

export async function forgetRegistered(): Promise<void> {
  await prisma().endpoint.deleteMany({});
  await prisma().modelAlias.deleteMany({});
  await prisma().modelVersion.deleteMany({});
  await prisma().registeredModel.deleteMany({});
}
