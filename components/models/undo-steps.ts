import type { PromotionResult } from '#lib/promotion/schemas.ts';
import type { Stage, StageMove } from '#lib/registry/schemas.ts';

/** One thing to put back: a version's stage, or an alias (null: it did not exist). */
export type UndoStep = { version: number; stage: Stage } | { alias: string; version: number | null };

/**
 * What takes a transition back, given what it moved: the version itself first, then those it archived. They come back
 * before it leaves, so that the stage is never empty.
 */
export function stepsBack(moves: readonly StageMove[]): UndoStep[] {
  return [...moves]
    .reverse()
    .flatMap(({ version, fromStage }) => (fromStage === null ? [] : [{ version, stage: fromStage }]));
}

/** What takes a promotion back. `stage`: where the version stood before. */
export function promotionStepsBack(result: PromotionResult, stage: Stage): UndoStep[] {
  return [
    ...result.aliases.map(({ alias, fromVersion }) => ({ alias, version: fromVersion })),
    ...result.archived.map((version) => ({ version, stage: result.to })),
    ...(stage === result.to ? [] : [{ version: result.version, stage }]),
  ];
}
