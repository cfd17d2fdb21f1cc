/** Models, versions and aliases. Their histories are in `history-store.ts`, who serves them in `uses-store.ts`. */
import type { ModelAlias, ModelVersion, RegisteredModel } from '../../prisma/generated/client.ts';
import { type Db, type Prisma, prisma, type Tx } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import type { Stage } from './schemas.ts';

export { type Db, isUniqueViolation, prisma, type Tx, transaction } from '../platform/db.ts';

export type ModelRow = RegisteredModel;
export type VersionRow = ModelVersion;
export type AliasRow = ModelAlias;

export async function findModel(db: Db, name: string): Promise<ModelRow> {
  const row = await db.registeredModel.findUnique({ where: { name } });
  if (row === null) throw notFound(`The model "${name}"`);
  return row;
}

/**
 * Finds a model and lets nobody else change its versions, stages or aliases until the transaction ends. `now` is the
 * database's time after the wait, so that the times of a model's changes are in the order of their commits on every replica.
 */
export async function lockModel(tx: Tx, name: string): Promise<{ model: ModelRow; now: Date }> {
  await tx.$queryRaw`SELECT id FROM registered_model WHERE name = ${name} FOR UPDATE`;
  const model = await findModel(tx, name);
  const [clock] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  return { model, now: clock?.now ?? new Date() };
}

/** Keeps a model as it is, sharing it with other readers, until the transaction ends. */
export async function shareModel(tx: Tx, name: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM registered_model WHERE name = ${name} FOR KEY SHARE`;
}

export async function insertModel(
  tx: Tx,
  data: Prisma.RegisteredModelUncheckedCreateInput,
): Promise<ModelRow> {
  return tx.registeredModel.create({ data });
}

export async function changeModel(
  tx: Tx,
  id: string,
  data: Prisma.RegisteredModelUncheckedUpdateInput,
): Promise<ModelRow> {
  return tx.registeredModel.update({ where: { id }, data });
}

export async function touchModel(tx: Tx, id: string): Promise<void> {
  await changeModel(tx, id, { updatedAt: new Date() });
}

export async function removeModel(tx: Tx, id: string): Promise<void> {
  await tx.registeredModel.delete({ where: { id } });
}

const aliasesByName = { orderBy: { alias: 'asc' } } as const;
const placesOfVersions = {
  where: { deletedAt: null },
  orderBy: { number: 'desc' },
  select: { number: true, stage: true },
} as const;

/** Models of these names, all when `null`. */
export async function findModels(names: readonly string[] | null) {
  return prisma().registeredModel.findMany({
    where: names === null ? {} : { name: { in: [...names] } },
    orderBy: { name: 'asc' },
    include: { aliases: aliasesByName, versions: placesOfVersions },
  });
}

/** A model with its aliases and where its undeleted versions stand, highest first. */
export async function modelWithPlaces(db: Db, id: string) {
  return db.registeredModel.findUniqueOrThrow({
    where: { id },
    include: { aliases: aliasesByName, versions: placesOfVersions },
  });
}
export type ModelWithPlaces = Awaited<ReturnType<typeof modelWithPlaces>>;

/** Deleted ones too. Throws `not_found`. */
export async function findVersion(db: Db, model: ModelRow, number: number): Promise<VersionRow> {
  const row = await db.modelVersion.findUnique({ where: { modelId_number: { modelId: model.id, number } } });
  if (row === null) throw notFound(`Version ${number} of the model "${model.name}"`);
  return row;
}

/** Throws `not_found`, also for a deleted version. */
export async function findLiveVersion(db: Db, model: ModelRow, number: number): Promise<VersionRow> {
  const row = await findVersion(db, model, number);
  if (row.deletedAt === null) return row;
  throw new AppError(
    'not_found',
    `Version ${number} of the model "${model.name}" was deleted. Restore it first or choose another.`,
    { reason: 'version_deleted' },
  );
}

/** Highest number first, deleted ones too. */
export async function versionsOf(db: Db, modelId: string): Promise<VersionRow[]> {
  return db.modelVersion.findMany({ where: { modelId }, orderBy: { number: 'desc' } });
}

/** The highest number ever used, 0 before the first: numbers of deleted versions are never used again. */
export async function highestNumber(db: Db, modelId: string): Promise<number> {
  const { _max } = await db.modelVersion.aggregate({ where: { modelId }, _max: { number: true } });
  return _max.number ?? 0;
}

export async function latestLiveVersion(db: Db, modelId: string): Promise<VersionRow | null> {
  return db.modelVersion.findFirst({ where: { modelId, deletedAt: null }, orderBy: { number: 'desc' } });
}

/** Undeleted versions in a stage, highest number first: the first is what the stage means. */
export async function versionsInStage(db: Db, modelId: string, stage: Stage): Promise<VersionRow[]> {
  return db.modelVersion.findMany({
    where: { modelId, stage, deletedAt: null },
    orderBy: { number: 'desc' },
  });
}

/** What a stage means: its highest undeleted number; null when it is empty. */
export async function highestInStage(db: Db, modelId: string, stage: Stage): Promise<VersionRow | null> {
  return db.modelVersion.findFirst({
    where: { modelId, stage, deletedAt: null },
    orderBy: { number: 'desc' },
  });
}

export async function insertVersion(
  tx: Tx,
  data: Prisma.ModelVersionUncheckedCreateInput,
): Promise<VersionRow> {
  return tx.modelVersion.create({ data });
}

export async function changeVersion(
  tx: Tx,
  id: string,
  data: Pick<Prisma.ModelVersionUncheckedUpdateInput, 'description' | 'tags' | 'stage' | 'deletedAt'>,
): Promise<VersionRow> {
  return tx.modelVersion.update({ where: { id }, data });
}

export async function aliasesOf(db: Db, modelId: string): Promise<AliasRow[]> {
  return db.modelAlias.findMany({ where: { modelId }, ...aliasesByName });
}

export async function findAlias(db: Db, modelId: string, alias: string): Promise<AliasRow | null> {
  return db.modelAlias.findUnique({ where: { modelId_alias: { modelId, alias } } });
}

export async function putAlias(tx: Tx, modelId: string, alias: string, version: number): Promise<void> {
  await tx.modelAlias.upsert({
    where: { modelId_alias: { modelId, alias } },
    create: { modelId, alias, version },
    update: { version },
  });
}

export async function removeAlias(tx: Tx, modelId: string, alias: string): Promise<void> {
  await tx.modelAlias.delete({ where: { modelId_alias: { modelId, alias } } });
}
