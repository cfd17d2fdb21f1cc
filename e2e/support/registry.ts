/** Models and versions for integration tests. Import after `test-database.ts`. */
import { systemCaller } from '../../lib/access/index.ts';
import { defaultChain } from '../../lib/chain/index.ts';
import type { VersionDocument } from '../../lib/chain/schemas.ts';
import { prisma } from '../../lib/platform/db.ts';
import { newId } from '../../lib/platform/ids.ts';
import { createModel, type DryRunner, registerVersion } from '../../lib/registry/index.ts';
import { type RegisterVersion, registerVersionSchema } from '../../lib/registry/schemas.ts';
import { servedEntitiesSchema } from '../../lib/serving/schemas.ts';

export { keyCaller, userCaller } from './callers.ts';

export const admin = systemCaller('test');

/** A dry run that passes without running anything. */
export const passes: DryRunner = async () => ({
  status: 'passed',
  question: 'Hello?',
  answer: 'Hello.',
  message: '',
  totalMs: 1,
});

/** An offline chain; chains with different `maxOutputTokens` have different hashes. */
export function chainWith(maxOutputTokens: number): VersionDocument {
  const chain = defaultChain({ knowledge: null, provider: 'extractive', model: 'extractive-1' });
  const parameters = { ...chain.model.parameters, maxOutputTokens };
  return { ...chain, model: { ...chain.model, parameters } };
}

export function versionInput(input: Partial<RegisterVersion>): RegisterVersion {
  return registerVersionSchema.parse(input);
}

/** Makes a model with so many versions, numbered from 1, whose `maxOutputTokens` are their numbers. */
export async function newModel(versions = 0): Promise<string> {
  const name = `model-${newId()}`;
  await createModel(admin, { name, description: '', tags: {} });
  for (let n = 1; n <= versions; n++) {
    await registerVersion(
      admin,
      name,
      versionInput({ document: chainWith(n), description: `v${n}` }),
      passes,
    );
  }
  return name;
}

/** An endpoint in force straight in the database; its name. */
export async function insertEndpoint(servedEntities: unknown, environment = 'production'): Promise<string> {
  const [id, name] = [newId(), `endpoint-${newId()}`];
  const entities = servedEntitiesSchema.parse(servedEntities);
  await prisma().endpoint.create({
    data: {
      id,
      name,
      environment,
      configs: { create: { number: 1, servedEntities: entities, createdByName: 'test' } },
    },
  });
  return name;
}

/** A knowledge base with so many snapshots and no documents; its name. */
export async function insertKnowledge(snapshots = 0): Promise<string> {
  const [id, name] = [newId(), `kb-${newId()}`];
  const embedding = { kind: 'none' };
  const chunking = { strategy: 'structure', maxChars: 1200, overlapChars: 150 };
  await prisma().knowledgeBase.create({ data: { id, name, chunking, embedding, snapshot: snapshots } });
  for (let number = 1; number <= snapshots; number++) {
    await prisma().snapshot.create({
      data: {
        knowledgeBaseId: id,
        number,
        generation: 1,
        documentCount: 0,
        chunkCount: 0,
        added: 0,
        replaced: 0,
        removed: 0,
        reason: 'test',
      },
    });
  }
  return name;
}
