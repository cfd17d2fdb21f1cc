import type { ProviderConfig } from '../../prisma/generated/client.ts';
import { type Db, type Prisma, prisma, type Tx } from '../platform/db.ts';

export { prisma, type Tx, transaction } from '../platform/db.ts';

export type ProviderRow = ProviderConfig;

export async function allProviders(): Promise<ProviderRow[]> {
  return prisma().providerConfig.findMany({ orderBy: { name: 'asc' } });
}

export async function findProvider(db: Db, name: string): Promise<ProviderRow | null> {
  return db.providerConfig.findUnique({ where: { name } });
}

/** Serialises changes of one provider by name, also while it does not exist yet. */
export async function lockProvider(tx: Tx, name: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`provider:${name}`}, 0))`;
}

export async function insertProvider(
  tx: Tx,
  data: Prisma.ProviderConfigUncheckedCreateInput,
): Promise<ProviderRow> {
  return tx.providerConfig.create({ data });
}

export async function updateProvider(
  tx: Tx,
  id: string,
  data: Prisma.ProviderConfigUncheckedUpdateInput,
): Promise<ProviderRow> {
  return tx.providerConfig.update({ where: { id }, data });
}

export async function removeProvider(tx: Tx, id: string): Promise<void> {
  await tx.providerConfig.delete({ where: { id } });
}

/**
 * What would stop working without a provider: versions that an alias or an endpoint points at, and knowledge bases that
 * embed with it. Read across features here because each of them stands on providers and may not be imported back.
 */
export async function usesOfProvider(tx: Tx, name: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ what: string }[]>`
    SELECT 'the model ' || m.name || ' version ' || v.number AS what
    FROM model_version v JOIN registered_model m ON m.id = v.model_id
    WHERE v.chain->'model'->>'provider' = ${name} AND (
      EXISTS (SELECT 1 FROM model_alias a WHERE a.model_id = v.model_id AND a.version = v.number)
      OR EXISTS (
        SELECT 1 FROM endpoint e
        JOIN endpoint_config c ON c.endpoint_id = e.id AND c.number = e.config
        CROSS JOIN LATERAL jsonb_array_elements(c.served_entities) AS entity
        WHERE entity->>'model' = m.name AND entity->'target'->>'version' = v.number::text))
    UNION
    SELECT 'the knowledge base ' || name FROM knowledge_base WHERE embedding->>'provider' = ${name}
    ORDER BY what LIMIT 5`;
  return rows.map((row) => row.what);
}
