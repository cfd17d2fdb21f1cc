/** Who moved an alias or a version, or deleted one: appended under the model's lock, never changed. */
import type {
  AliasMove as AliasMoveRow,
  StageMove as StageMoveRow,
  VersionDeletion as VersionDeletionRow,
} from '../../prisma/generated/client.ts';
import { type Db, type Prisma, prisma, type Tx } from '../platform/db.ts';

export type { AliasMoveRow, StageMoveRow, VersionDeletionRow };

/** More than a page shows; a pipeline that moves an alias hourly would otherwise make the page heavy. */
const shown = 1000;

// Times come from the database under the model's lock; ids from the clocks of the replicas, and only break ties.
const newestFirst: { at?: 'desc'; id?: 'desc' }[] = [{ at: 'desc' }, { id: 'desc' }];

export async function insertAliasMove(
  tx: Tx,
  data: Prisma.AliasMoveUncheckedCreateInput,
): Promise<AliasMoveRow> {
  return tx.aliasMove.create({ data });
}

export async function insertStageMove(
  tx: Tx,
  data: Prisma.StageMoveUncheckedCreateInput,
): Promise<StageMoveRow> {
  return tx.stageMove.create({ data });
}

export async function insertVersionDeletion(
  tx: Tx,
  data: Prisma.VersionDeletionUncheckedCreateInput,
): Promise<void> {
  await tx.versionDeletion.create({ data });
}

/** Newest first, of one alias or of all. */
export async function recentAliasMoves(modelId: string, alias?: string): Promise<AliasMoveRow[]> {
  return prisma().aliasMove.findMany({
    where: { modelId, ...(alias !== undefined && { alias }) },
    orderBy: newestFirst,
    take: shown,
  });
}

/** Newest first. */
export async function recentStageMoves(modelId: string): Promise<StageMoveRow[]> {
  return prisma().stageMove.findMany({ where: { modelId }, orderBy: newestFirst, take: shown });
}

/** Newest first. */
export async function recentVersionDeletions(modelId: string): Promise<VersionDeletionRow[]> {
  return prisma().versionDeletion.findMany({ where: { modelId }, orderBy: newestFirst, take: shown });
}

/** All of them, newest first. */
export async function allAliasMoves(db: Db, modelId: string, alias: string): Promise<AliasMoveRow[]> {
  return db.aliasMove.findMany({ where: { modelId, alias }, orderBy: newestFirst });
}

/** All of them, newest first; of one version when given. */
export async function allStageMoves(db: Db, modelId: string, version?: number): Promise<StageMoveRow[]> {
  return db.stageMove.findMany({
    where: { modelId, ...(version !== undefined && { version }) },
    orderBy: newestFirst,
  });
}

/** All of them, newest first; of one version when given. */
export async function allVersionDeletions(
  db: Db,
  modelId: string,
  version?: number,
): Promise<VersionDeletionRow[]> {
  return db.versionDeletion.findMany({
    where: { modelId, ...(version !== undefined && { version }) },
    orderBy: newestFirst,
  });
}
