/** What a served entity means at this moment. */
import type { z } from 'zod';
import { chainHash, toExecutable } from '../chain/index.ts';
import { type ExecutableChain, externalModelDocumentSchema } from '../chain/schemas.ts';
import { AppError } from '../platform/errors.ts';
import { log } from '../platform/log.ts';
import { resolveTarget } from '../registry/index.ts';
import { type ServedEntity, type ServedTarget, servedEntitySchema, targetText } from './schemas.ts';

/** A version, or an external model as one. */
export interface ResolvedTarget {
  /** `provider › model` for an external model. */
  readonly modelName: string;
  /** Null for an external model. */
  readonly version: number | null;
  /** The alias that was followed; null for every other target. */
  readonly alias: string | null;
  /** With the entity's own snapshot, when it pins one. */
  readonly chain: ExecutableChain;
  readonly chainHash: string;
}

const settingNames = {
  name: true,
  trafficPercentage: true,
  shadowPercentage: true,
  timeoutMs: true,
  retries: true,
  cache: true,
  maxConcurrency: true,
} as const;
const entitySettingsSchema = servedEntitySchema.pick(settingNames).strip();

export type EntitySettings = z.infer<typeof entitySettingsSchema>;

export interface ResolvedEntity extends EntitySettings {
  /** Names of the entities to ask when this one fails, in order: its fallbacks and theirs, depth first, each once. */
  readonly fallbacks: readonly string[];
  /** Null when there is nothing to serve; `problem` says why. */
  readonly target: ResolvedTarget | null;
  readonly problem: string | null;
}

/** A missing version is a problem of the entity, not of the endpoint: it keeps its share, and its fallbacks answer. */
export async function resolveEntity(
  endpoint: string,
  entity: ServedEntity,
  fallbacks: readonly string[],
): Promise<ResolvedEntity> {
  const settings = entitySettingsSchema.parse(entity);
  try {
    const found = pinned(await resolve(entity.target), entity.knowledgeSnapshot);
    return { ...settings, fallbacks, target: found, problem: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    log.warn('a served entity has no version', { endpoint, entity: entity.name, reason: error.message });
    return { ...settings, fallbacks, target: null, problem: error.message };
  }
}

/** A version as an entity of its own, with nothing around it. */
export function loneEntity(name: string, target: ResolvedTarget): ResolvedEntity {
  const settings = entitySettingsSchema.parse({ name, trafficPercentage: 100 });
  return { ...settings, fallbacks: [], target, problem: null };
}

async function resolve(target: ServedTarget): Promise<ResolvedTarget> {
  if (target.by !== 'external') {
    const { modelName, version, alias, chain, chainHash: hash } = await resolveTarget(target);
    return { modelName, version, alias, chain, chainHash: hash };
  }
  const document = externalModelDocumentSchema.parse({
    kind: 'external-model',
    model: { provider: target.provider, name: target.providerModel, parameters: target.parameters },
  });
  return {
    modelName: targetText(target),
    version: null,
    alias: null,
    chain: toExecutable(document),
    chainHash: chainHash(document),
  };
}

function pinned(target: ResolvedTarget, snapshot: number | null): ResolvedTarget {
  const { retrieval } = target.chain;
  if (snapshot === null || retrieval === null) return target;
  return { ...target, chain: { ...target.chain, retrieval: { ...retrieval, snapshot } } };
}
