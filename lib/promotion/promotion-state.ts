import { systemCaller } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import { getModel, getVersion } from '../registry/index.ts';
import type { ModelDetail, ModelVersion, ModelVersionSummary } from '../registry/schemas.ts';
import { listEndpoints } from '../serving/index.ts';
import type { PromotionPreview, PromotionTarget } from './schemas.ts';

/** What a promotion starts from. Read as the system: whoever may promote may know what it touches. */
export interface PromotionState {
  model: ModelDetail;
  version: ModelVersion;
  to: PromotionTarget;
  /** The version the stage means now; null when it is empty. */
  current: ModelVersion | null;
}

/** Throws `not_found`, also for a deleted version. */
export async function promotionState(
  name: string,
  number: number,
  to: PromotionTarget,
): Promise<PromotionState> {
  const reader = systemCaller('promotion');
  const [model, version] = await Promise.all([getModel(reader, name), getVersion(reader, name, number)]);
  if (version.deletedAt !== null) {
    throw new AppError(
      'not_found',
      `Version ${number} of the model "${name}" was deleted. Restore it first or choose another.`,
      { reason: 'version_deleted' },
    );
  }
  const means = model.stages[to][0];
  return { model, version, to, current: means === undefined ? null : await getVersion(reader, name, means) };
}

export function summaryOf({ model }: PromotionState, number: number): ModelVersionSummary | null {
  return model.versions.find((version) => version.number === number) ?? null;
}

/** Served entities in force that follow the stage, or an alias of the model. */
export async function followersOf({ model, to }: PromotionState): Promise<PromotionPreview['followers']> {
  const endpoints = await listEndpoints(systemCaller('promotion'));
  return endpoints.flatMap((endpoint) =>
    endpoint.servedEntities.flatMap(({ name, target, trafficPercentage, resolvedVersion }) => {
      if (target.by === 'external' || target.by === 'version' || target.model !== model.name) return [];
      if (target.by === 'stage' && target.stage !== to) return [];
      const via =
        target.by === 'stage'
          ? { by: 'stage' as const, stage: target.stage }
          : { by: 'alias' as const, alias: target.alias };
      const { name: endpointName, environment } = endpoint;
      return [
        {
          endpoint: endpointName,
          environment,
          entity: name,
          trafficPercentage,
          via,
          versionNow: resolvedVersion,
        },
      ];
    }),
  );
}
