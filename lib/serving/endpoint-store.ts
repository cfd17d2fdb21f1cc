import { z } from 'zod';
import type { Endpoint, EndpointConfig } from '../../prisma/generated/client.ts';
import { type Db, type Prisma, prisma, type Tx } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { type ServedEntity, servedEntitySchema } from './schemas.ts';

export { isUniqueViolation, prisma, type Tx, transaction } from '../platform/db.ts';

export type EndpointRow = Endpoint;
export type ConfigRow = EndpointConfig;

const storedEntities = z.array(servedEntitySchema);

export function entitiesOf(row: ConfigRow): ServedEntity[] {
  return storedEntities.parse(row.servedEntities);
}

export async function findEndpoint(db: Db, name: string): Promise<EndpointRow> {
  const row = await db.endpoint.findUnique({ where: { name } });
  if (row === null) throw notFound(`The endpoint "${name}"`);
  return row;
}

/** Finds an endpoint and lets nobody else change it until the transaction ends. */
export async function lockEndpoint(tx: Tx, name: string): Promise<EndpointRow> {
  await tx.$queryRaw`SELECT id FROM endpoint WHERE name = ${name} FOR UPDATE`;
  return findEndpoint(tx, name);
}

export async function allEndpoints(): Promise<{ endpoint: EndpointRow; config: ConfigRow }[]> {
  const endpoints = await prisma().endpoint.findMany({ orderBy: { name: 'asc' } });
  const configs = await prisma().endpointConfig.findMany({
    where: { OR: endpoints.map(({ id, config }) => ({ endpointId: id, number: config })) },
  });
  const byEndpoint = new Map(configs.map((config) => [config.endpointId, config]));
  return endpoints.flatMap((endpoint) => {
    const config = byEndpoint.get(endpoint.id);
    return config ? [{ endpoint, config }] : [];
  });
}

export async function configOf(db: Db, endpoint: EndpointRow): Promise<ConfigRow> {
  return db.endpointConfig.findUniqueOrThrow({
    where: { endpointId_number: { endpointId: endpoint.id, number: endpoint.config } },
  });
}

/** Newest first. */
export async function configHistory(endpointId: string): Promise<ConfigRow[]> {
  return prisma().endpointConfig.findMany({
    where: { endpointId },
    orderBy: { number: 'desc' },
    take: 200,
  });
}

export async function insertEndpoint(
  tx: Tx,
  data: Prisma.EndpointUncheckedCreateInput,
): Promise<EndpointRow> {
  return tx.endpoint.create({ data });
}

export async function insertConfig(
  tx: Tx,
  data: Prisma.EndpointConfigUncheckedCreateInput,
): Promise<ConfigRow> {
  return tx.endpointConfig.create({ data });
}

export async function changeEndpoint(
  tx: Tx,
  id: string,
  data: Prisma.EndpointUncheckedUpdateInput,
): Promise<EndpointRow> {
  return tx.endpoint.update({ where: { id }, data });
}
