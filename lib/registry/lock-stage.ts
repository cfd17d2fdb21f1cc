import type { Stage } from './schemas.ts';
import { highestInStage, lockModel, type Tx } from './store.ts';

/** What a stage means, kept so until the transaction ends: `version` is null when it is empty. Throws `not_found`. */
export async function lockStageIn(
  tx: Tx,
  name: string,
  stage: Stage,
): Promise<{ modelId: string; version: number | null }> {
  const { model } = await lockModel(tx, name);
  const row = await highestInStage(tx, model.id, stage);
  return { modelId: model.id, version: row?.number ?? null };
}
