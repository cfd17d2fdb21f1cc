/** Endpoints and their numbered configurations. Planned changes of a split are in `schedule-store.ts`. */
import { z } from 'zod';
import type { DeletedEndpoint, Endpoint, EndpointConfig } from '../../../prisma/generated/client.ts';
import { type Db, type Prisma, prisma, type Tx } from '../../platform/db.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { type ServedEntity, servedEntitySchema } from '../schemas.ts';

export { type Db, isUniqueViolation, prisma, type Tx, transaction } from '../../platform/db.ts';

export type EndpointRow = Endpoint;
export type ConfigRow = EndpointConfig;

/** Configurations that a page shows. */
const shown = 200;

const storedEntities = z.array(servedEntitySchema);

export function entitiesOf(row: ConfigRow): ServedEntity[] {
  return storedEntities.parse(row.servedEntities);
}

/** Throws `not_found`, whose message tells readers of old conversations when an endpoint was deleted. */
export async function findEndpoint(db: Db, name: string): Promise<EndpointRow> {
  const row = await db.endpoint.findUnique({ where: { name } });
  if (row !== null) return row;
  const deleted = await findDeleted(db, name);
  if (deleted === null) throw notFound(`The endpoint "${name}"`);
  throw new AppError(
    'not_found',
    `"${name}" was deleted on ${deleted.deletedAt.toISOString().slice(0, 10)} and answers no more. ` +
      'What it answered before stays readable; choose another one to go on.',
    { reason: 'endpoint_deleted' },
  );
}

/** By name; of those that are there. */
export async function environmentsOf(names: readonly string[]): Promise<Map<string, string>> {
  const rows = await prisma().endpoint.findMany({
    where: { name: { in: [...new Set(names)] } },
    select: { name: true, environment: true },
  });
  return new Map(rows.map(({ name, environment }) => [name, environment]));
}

/** Finds an endpoint and lets nobody else change it until the transaction ends. */
export async function lockEndpoint(tx: Tx, name: string): Promise<EndpointRow> {
  await tx.$queryRaw`SELECT id FROM endpoint WHERE name = ${name} FOR UPDATE`;
  return findEndpoint(tx, name);
}

/** The database's time: after a wait for locks it is later than everything those who held them wrote. */
export async function clock(db: Db): Promise<{ now: Date; transactionStart: Date }> {
  const [row] = await db.$queryRaw<{ now: Date; transactionStart: Date }[]>`
    SELECT clock_timestamp() AS now, transaction_timestamp() AS "transactionStart"`;
  if (row === undefined) throw new Error('The database told no time.');
  return row;
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

/** The configuration in force. */
export async function configOf(db: Db, endpoint: EndpointRow): Promise<ConfigRow> {
  return requireConfig(db, endpoint, endpoint.config);
}

/** Throws `not_found`. */
export async function requireConfig(db: Db, endpoint: EndpointRow, number: number): Promise<ConfigRow> {
  const row = await db.endpointConfig.findUnique({
    where: { endpointId_number: { endpointId: endpoint.id, number } },
  });
  if (row === null) throw notFound(`Configuration ${number} of the endpoint "${endpoint.name}"`);
  return row;
}

/** Newest first. */
export async function configHistory(endpointId: string): Promise<ConfigRow[]> {
  return prisma().endpointConfig.findMany({
    where: { endpointId },
    orderBy: { number: 'desc' },
    take: shown,
  });
}

/** Who made each endpoint, by its id. */
export async function creatorsOf(endpointIds: readonly string[]): Promise<Map<string, string>> {
  const first = await prisma().endpointConfig.findMany({
    where: { endpointId: { in: [...endpointIds] } },
    orderBy: { number: 'asc' },
    distinct: ['endpointId'],
    select: { endpointId: true, createdByName: true },
  });
  return new Map(first.map(({ endpointId, createdByName }) => [endpointId, createdByName]));
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

/** Removes an endpoint with its configurations and schedules, and keeps its name and highest number. */
export async function removeEndpoint(tx: Tx, row: EndpointRow): Promise<void> {
  await tx.endpoint.delete({ where: { id: row.id } });
  const left = { config: row.config, deletedAt: new Date() };
  await tx.deletedEndpoint.upsert({
    where: { name: row.name },
    create: { name: row.name, ...left },
    update: left,
  });
}

export async function findDeleted(db: Db, name: string): Promise<DeletedEndpoint | null> {
  return db.deletedEndpoint.findUnique({ where: { name } });
}
