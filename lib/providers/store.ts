import type { ProviderConfig, ProviderPrice } from '../../prisma/generated/client.ts';
import { type Db, Prisma, prisma, type Tx } from '../platform/db.ts';

import type { Price } from './schemas.ts';

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

export async function insertPrices(
  tx: Tx,
  rows: readonly { id: string; providerId: string; model: string; price: Price | null; from: Date }[],
): Promise<void> {
  await tx.providerPrice.createMany({
    data: rows.map((row) => ({ ...row, price: row.price ?? Prisma.DbNull })),
  });
}

const newestHistory = 1000;

export async function pricesOfProvider(providerId: string): Promise<ProviderPrice[]> {
  return prisma().providerPrice.findMany({
    where: { providerId },
    orderBy: [{ from: 'desc' }, { id: 'desc' }],
    take: newestHistory,
  });
}

export async function findPriceAt(provider: string, model: string, at: Date): Promise<ProviderPrice | null> {
  return prisma().providerPrice.findFirst({
    where: { provider: { name: provider }, model, from: { lte: at } },
    orderBy: [{ from: 'desc' }, { id: 'desc' }],
  });
}

/**
 * What would stop working without a provider: versions in use that generate or route with it, endpoints that serve one of
 * its models directly, and knowledge bases that embed with it. Read across features here because each of them stands on
 * providers and may not be imported back.
 */
export async function usesOfProvider(tx: Tx, name: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ what: string }[]>`
    SELECT 'the model ' || model || ' version ' || number AS what
    FROM version_in_use
    WHERE document->'model'->>'provider' = ${name} OR document->'server'->>'provider' = ${name}
      OR EXISTS (
        SELECT 1 FROM jsonb_array_elements(document->'routing') AS rule
        WHERE rule->'model'->>'provider' = ${name})
    UNION
    SELECT 'the endpoint ' || endpoint FROM served_entity_in_force WHERE target->>'provider' = ${name}
    UNION
    SELECT 'the knowledge base ' || name FROM knowledge_base
    WHERE embedding->>'provider' = ${name} OR next_embedding->>'provider' = ${name}
    ORDER BY what LIMIT 5`;
  return rows.map((row) => row.what);
}
