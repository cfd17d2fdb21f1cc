import { assertMayAt, type Caller } from '../access/index.ts';
import { recentAliasMoves, recentStageMoves, recentVersionDeletions } from './history-store.ts';
import {
  presentAliasMove,
  presentModel,
  presentStageMove,
  presentVersionDeletion,
  presentVersionSummary,
} from './present.ts';
import type { ModelDetail } from './schemas.ts';
import { findModel, modelWithPlaces, prisma, versionsOf } from './store.ts';
import { servedBy } from './uses-store.ts';

/** A model with its versions and its whole history, newest first. Throws `not_found`. */
export async function getModel(caller: Caller, name: string): Promise<ModelDetail> {
  assertMayAt(caller, 'models.read', { kind: 'model', name });
  const { id } = await findModel(prisma(), name);
  const [model, versions, aliasMoves, stageMoves, deletions, served] = await Promise.all([
    modelWithPlaces(prisma(), id),
    versionsOf(prisma(), id),
    recentAliasMoves(id),
    recentStageMoves(id),
    recentVersionDeletions(id),
    servedBy(prisma(), name),
  ]);
  return {
    ...presentModel(model, [...new Set(served.map((use) => use.endpoint))]),
    versions: versions.map((version) => presentVersionSummary(version, model.aliases)),
    aliasMoves: aliasMoves.map(presentAliasMove),
    stageMoves: stageMoves.map(presentStageMove),
    deletions: deletions.map(presentVersionDeletion),
  };
}
