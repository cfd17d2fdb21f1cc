import type {
  AliasMove as AliasMoveRow,
  ModelAlias,
  ModelVersion,
  RegisteredModel,
} from '../../prisma/generated/client.ts';
import { type Db, type Prisma, prisma, type Tx } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';

export { isUniqueViolation, prisma, type Tx, transaction } from '../platform/db.ts';

export type ModelRow = RegisteredModel;
export type VersionRow = ModelVersion;
export type AliasRow = ModelAlias;
export type { AliasMoveRow };

/** One endpoint's current configuration that names a model. */
export interface ServedBy {
  endpoint: string;
  model: string;
  /** Null when the endpoint follows a pinned version. */
  alias: string | null;
}

export async function findModel(db: Db, name: string): Promise<ModelRow> {
  const row = await db.registeredModel.findUnique({ where: { name } });
  if (row === null) throw notFound(`The model "${name}"`);
  return row;
}

/** Finds a model and lets nobody else change its versions or aliases until the transaction ends. */
export async function lockModel(tx: Tx, name: string): Promise<ModelRow> {
  await tx.$queryRaw`SELECT id FROM registered_model WHERE name = ${name} FOR UPDATE`;
  return findModel(tx, name);
}

export async function insertModel(
  tx: Tx,
  data: Prisma.RegisteredModelUncheckedCreateInput,
): Promise<ModelRow> {
  return tx.registeredModel.create({ data });
}

export async function touchModel(tx: Tx, id: string): Promise<void> {
  await tx.registeredModel.update({ where: { id }, data: { updatedAt: new Date() } });
}

export async function allModels() {
  return prisma().registeredModel.findMany({
    orderBy: { name: 'asc' },
    include: {
      aliases: { orderBy: { alias: 'asc' } },
      versions: { orderBy: { number: 'desc' }, take: 1, select: { number: true } },
    },
  });
}

export async function findVersion(db: Db, model: ModelRow, number: number): Promise<VersionRow> {
  const row = await db.modelVersion.findUnique({ where: { modelId_number: { modelId: model.id, number } } });
  if (row === null) throw notFound(`Version ${number} of the model "${model.name}"`);
  return row;
}

export async function latestVersion(db: Db, modelId: string): Promise<VersionRow | null> {
  return db.modelVersion.findFirst({ where: { modelId }, orderBy: { number: 'desc' } });
}

export async function versionsOf(modelId: string): Promise<VersionRow[]> {
  return prisma().modelVersion.findMany({ where: { modelId }, orderBy: { number: 'desc' } });
}

export async function insertVersion(
  tx: Tx,
  data: Prisma.ModelVersionUncheckedCreateInput,
): Promise<VersionRow> {
  return tx.modelVersion.create({ data });
}

export async function aliasesOf(db: Db, modelId: string): Promise<AliasRow[]> {
  return db.modelAlias.findMany({ where: { modelId }, orderBy: { alias: 'asc' } });
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

export async function insertAliasMove(tx: Tx, data: Prisma.AliasMoveUncheckedCreateInput): Promise<void> {
  await tx.aliasMove.create({ data });
}

/** Newest first. */
export async function aliasMoves(modelId: string, alias?: string): Promise<AliasMoveRow[]> {
  return prisma().aliasMove.findMany({
    where: { modelId, ...(alias !== undefined && { alias }) },
    orderBy: { id: 'desc' },
    take: 1000,
  });
}

/**
 * Which endpoints serve a model (all models when absent) by their configuration in force. Read here, not through the
 * serving door: serving stands on the registry, so the registry may not import it.
 */
export async function servedBy(db: Db, model: string | null): Promise<ServedBy[]> {
  return db.$queryRaw<ServedBy[]>`
    SELECT DISTINCT e.name AS endpoint, entity->>'model' AS model, entity->'target'->>'alias' AS alias
    FROM endpoint e
    JOIN endpoint_config c ON c.endpoint_id = e.id AND c.number = e.config
    CROSS JOIN LATERAL jsonb_array_elements(c.served_entities) AS entity
    WHERE ${model}::text IS NULL OR entity->>'model' = ${model}
    ORDER BY e.name`;
}
