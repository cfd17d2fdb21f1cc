import {
  type AliasMoveRow,
  allAliasMoves,
  allStageMoves,
  allVersionDeletions,
  type StageMoveRow,
  type VersionDeletionRow,
} from './history-store.ts';
import { replayStage, type StageEvent } from './replay-stage.ts';
import type { VersionTarget } from './schemas.ts';
import { findModel, findVersion, prisma } from './store.ts';
import type { TargetMove } from './target-move.ts';

/**
 * Every change of which version a target means, newest first: what it meant at a time is `toVersion` of the first entry
 * that is not later, and nothing when there is none. Throws `not_found` when the model, or a pinned version, never existed.
 */
export async function targetHistory(target: VersionTarget): Promise<TargetMove[]> {
  const db = prisma();
  const model = await findModel(db, target.model);
  if (target.by === 'alias') return (await allAliasMoves(db, model.id, target.alias)).map(aliasMove);
  if (target.by === 'version') {
    const { number, createdAt, createdByName } = await findVersion(db, model, target.version);
    const deletions = await allVersionDeletions(db, model.id, number);
    const registered = { at: createdAt, fromVersion: null, toVersion: number, reason: '', ticket: '' };
    return [...deletions.map(deletionMove), { ...registered, actor: createdByName }];
  }
  const [moves, deletions] = await Promise.all([
    allStageMoves(db, model.id),
    allVersionDeletions(db, model.id),
  ]);
  return replayStage(target.stage, inOrder(moves, deletions));
}

function aliasMove({ at, fromVersion, toVersion, reason, ticket, actorName }: AliasMoveRow): TargetMove {
  return { at, fromVersion, toVersion, reason, ticket, actor: actorName };
}

function deletionMove(row: VersionDeletionRow): TargetMove {
  const { at, version, deleted, reason, ticket, actorName } = row;
  const [fromVersion, toVersion] = deleted ? [version, null] : [null, version];
  return { at, fromVersion, toVersion, reason, ticket, actor: actorName };
}

/** Rows newest first become events oldest first. */
function inOrder(moves: readonly StageMoveRow[], deletions: readonly VersionDeletionRow[]): StageEvent[] {
  const events: StageEvent[] = [
    ...moves.map((row) => event(row, { kind: 'stage', to: row.toStage })),
    ...deletions.map((row) => event(row, { kind: 'deletion', deleted: row.deleted })),
  ];
  // Stable, so that what happened at one moment stays in the order it was written in.
  return events.reverse().sort((a, b) => a.at.getTime() - b.at.getTime());
}

function event(row: StageMoveRow | VersionDeletionRow, change: StageEvent['change']): StageEvent {
  const { at, version, reason, ticket, actorName } = row;
  return { at, version, change, reason, ticket, actor: actorName };
}
