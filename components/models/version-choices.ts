import type { PromotionTarget } from '#lib/promotion/schemas.ts';
import type { ModelDetail, ModelSummary, Stage } from '#lib/registry/schemas.ts';

/** Where a version goes next: into staging first, from there into production. */
export function nextPromotion(stage: Stage): PromotionTarget {
  return stage === 'staging' || stage === 'production' ? 'production' : 'staging';
}

/**
 * The version one would compare with: what serves (@champion, else the highest in production), else the one registered
 * before, else any other. Null when there is no other.
 */
export function comparedWith(model: ModelDetail, number: number): number | null {
  const champion = model.aliases.find(({ alias }) => alias === 'champion')?.version;
  const others = model.versions.filter((version) => version.deletedAt === null && version.number !== number);
  const candidates = [
    champion,
    model.stages.production[0],
    others.find((version) => version.number < number)?.number,
    others[0]?.number,
  ];
  return candidates.find((candidate) => candidate !== undefined && candidate !== number) ?? null;
}

/** Other versions in a stage, highest first. */
export function othersInStage(model: ModelSummary, stage: Stage, number: number): number[] {
  return stage === 'archived' ? [] : model.stages[stage].filter((other) => other !== number);
}

interface StageChange {
  stage: Stage;
  version: number;
  archiveExisting: boolean;
}

/** What `model/stage` means after a version entered it: the highest number in it. */
export function stageAfter(model: ModelSummary, { stage, version, archiveExisting }: StageChange): number {
  return archiveExisting ? version : Math.max(version, ...othersInStage(model, stage, version));
}
