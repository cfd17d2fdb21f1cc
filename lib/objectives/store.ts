import type { Prisma } from '../../prisma/generated/client.ts';
import { endpointCondition, type Reach } from '../access/index.ts';
import { pool, prisma, type Tx } from '../platform/db.ts';

export { isUniqueViolation, type Tx, transaction } from '../platform/db.ts';

const withEndpoint = { endpoint: { select: { name: true, environment: true } } } as const;

export type ObjectiveRow = Prisma.ObjectiveGetPayload<{ include: typeof withEndpoint }>;

export interface PromisedEndpoint {
  id: string;
  name: string;
  environment: string;
}

export async function findEndpoint(name: string): Promise<PromisedEndpoint | null> {
  return prisma().endpoint.findUnique({
    where: { name },
    select: { id: true, name: true, environment: true },
  });
}

/** Lets nobody else add objectives of it until the transaction ends. @returns how many there are */
export async function lockObjectives(tx: Tx, endpointId: string): Promise<number> {
  await tx.$queryRaw`SELECT id FROM endpoint WHERE id = ${endpointId}::uuid FOR NO KEY UPDATE`;
  return tx.objective.count({ where: { endpointId } });
}

export async function insertObjective(
  tx: Tx,
  data: Prisma.ObjectiveUncheckedCreateInput,
): Promise<ObjectiveRow> {
  return tx.objective.create({ data, include: withEndpoint });
}

export async function changeObjective(
  tx: Tx,
  id: string,
  data: Prisma.ObjectiveUncheckedUpdateInput,
): Promise<ObjectiveRow> {
  return tx.objective.update({ where: { id }, data, include: withEndpoint });
}

export async function removeObjective(tx: Tx, id: string): Promise<void> {
  await tx.objective.delete({ where: { id } });
}

export async function findObjective(id: string): Promise<ObjectiveRow | null> {
  return prisma().objective.findUnique({ where: { id }, include: withEndpoint });
}

/** The objective as it is until the transaction ends. */
export async function lockObjective(tx: Tx, id: string): Promise<ObjectiveRow | null> {
  await tx.$queryRaw`SELECT 1 FROM objective WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.objective.findUnique({ where: { id }, include: withEndpoint });
}

export async function everyObjective(): Promise<ObjectiveRow[]> {
  return prisma().objective.findMany({ include: withEndpoint, orderBy: { id: 'asc' } });
}

export interface ObjectiveFilter {
  /** Where the reader may see dashboards. */
  reach: Reach | null;
  endpoint: string | undefined;
  environment: string | undefined;
}

function conditionOf({ reach, endpoint, environment }: ObjectiveFilter): { sql: string; values: unknown[] } {
  const values: unknown[] = [endpoint ?? null, environment ?? null];
  const reached = endpointCondition(reach, 'endpoint.name', (names) => `$${values.push(names)}`);
  const sql = `($1::text IS NULL OR endpoint.name = $1)
    AND ($2::text IS NULL OR endpoint.environment = $2) AND ${reached}`;
  return { sql, values };
}

/** At most so many, by endpoint and name. */
export async function findObjectives(filter: ObjectiveFilter, limit: number): Promise<ObjectiveRow[]> {
  const { sql, values } = conditionOf(filter);
  const found = await pool().query<{ id: string }>(
    `SELECT objective.id FROM objective JOIN endpoint ON endpoint.id = objective.endpoint_id
      WHERE ${sql} ORDER BY endpoint.name, objective.name LIMIT ${limit}`,
    values,
  );
  return prisma().objective.findMany({
    where: { id: { in: found.rows.map(({ id }) => id) } },
    include: withEndpoint,
    orderBy: [{ endpoint: { name: 'asc' } }, { name: 'asc' }],
  });
}

export async function endpointsWithout(
  filter: ObjectiveFilter,
  limit: number,
): Promise<{ name: string; environment: string }[]> {
  const { sql, values } = conditionOf(filter);
  const found = await pool().query<{ name: string; environment: string }>(
    `SELECT name, environment FROM endpoint
      WHERE ${sql} AND NOT EXISTS (SELECT 1 FROM objective WHERE endpoint_id = endpoint.id)
      ORDER BY name LIMIT ${limit}`,
    values,
  );
  return found.rows;
}
