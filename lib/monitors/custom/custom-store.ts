/** Custom metrics in the database. */
import type { CustomMetric as CustomMetricRow } from '../../../prisma/generated/client.ts';
import { endpointCondition, type Reach } from '../../access/index.ts';
import { type Prisma, pool, prisma, type Tx } from '../../platform/db.ts';

export { isUniqueViolation, transaction } from '../../platform/db.ts';
export type { CustomMetricRow };

export async function rowMetricsOf(endpoint: string): Promise<{ name: string; formula: string }[]> {
  return prisma().customMetric.findMany({
    where: { endpointName: endpoint, kind: 'row' },
    select: { name: true, formula: true },
    orderBy: { name: 'asc' },
  });
}

export async function metricsOf(endpoint: string): Promise<CustomMetricRow[]> {
  return prisma().customMetric.findMany({ where: { endpointName: endpoint }, orderBy: { name: 'asc' } });
}

/** Within reach, by endpoint and name; endpoints that are gone have none. */
export async function findMetrics(
  { endpoint, page, pageSize }: { endpoint?: string | undefined; page: number; pageSize: number },
  reach: Reach,
): Promise<{ rows: CustomMetricRow[]; total: number }> {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const where = [endpointCondition(reach, 'endpoint_name', bind)];
  if (endpoint !== undefined) where.push(`endpoint_name = ${bind(endpoint)}`);
  const { rows } = await pool().query<{ id: string; total: number }>(
    `SELECT id, count(*) OVER ()::int AS total FROM custom_metric WHERE ${where.join(' AND ')}
     ORDER BY endpoint_name, name LIMIT ${bind(pageSize)} OFFSET ${bind((page - 1) * pageSize)}`,
    values,
  );
  const ids = rows.map(({ id }) => id);
  const found = await prisma().customMetric.findMany({ where: { id: { in: ids } } });
  return { rows: ids.flatMap((id) => found.find((row) => row.id === id) ?? []), total: rows[0]?.total ?? 0 };
}

export async function findMetric(id: string): Promise<CustomMetricRow | null> {
  return prisma().customMetric.findUnique({ where: { id } });
}

/** One change of an endpoint's formulas at a time, so that no two of them together make a circle. */
export async function lockMetrics(tx: Tx, endpoint: string): Promise<CustomMetricRow[]> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('custom metrics of ' || ${endpoint}, 0))::text`;
  return tx.customMetric.findMany({ where: { endpointName: endpoint } });
}

export async function insertMetric(
  tx: Tx,
  data: Prisma.CustomMetricUncheckedCreateInput,
): Promise<CustomMetricRow> {
  return tx.customMetric.create({ data });
}

export async function changeMetric(
  tx: Tx,
  id: string,
  data: Prisma.CustomMetricUncheckedUpdateInput,
): Promise<CustomMetricRow> {
  return tx.customMetric.update({ where: { id }, data: { ...data, updatedAt: new Date() } });
}

export async function removeMetric(tx: Tx, id: string): Promise<void> {
  await tx.customMetric.delete({ where: { id } });
}

/** Monitors that watch a column, by name. */
export async function monitorsWatching(tx: Tx, endpoint: string, column: string): Promise<string[]> {
  const rows = await tx.monitor.findMany({
    where: { endpointName: endpoint, columns: { has: column } },
    select: { name: true },
  });
  return rows.map(({ name }) => name);
}

const leaseSeconds = 300;

/** Takes one metric in hand that has not been taken since `since`; null when none is left. */
export async function claimMetric(since: Date): Promise<CustomMetricRow | null> {
  const { rows } = await pool().query<{ id: string }>(
    `UPDATE custom_metric SET lease_until = now() + $2 * interval '1 second'
     WHERE id = (
       SELECT id FROM custom_metric
       WHERE enabled AND (lease_until IS NULL OR lease_until < $1)
         AND coalesce(computed_through, 'epoch') < now() - CASE granularity WHEN 'hour' THEN interval '65 minutes' ELSE interval '1450 minutes' END
       ORDER BY computed_through NULLS FIRST, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id`,
    [since, leaseSeconds],
  );
  const [row] = rows;
  return row === undefined ? null : findMetric(row.id);
}

export async function noteComputed(id: string, through: Date): Promise<void> {
  await pool().query(
    'UPDATE custom_metric SET computed_through = $2, lease_until = NULL, error = NULL WHERE id = $1',
    [id, through],
  );
}

/** Left alone until its lease ends. */
export async function noteMetricFailure(id: string, error: string): Promise<void> {
  await pool().query('UPDATE custom_metric SET error = $2 WHERE id = $1', [id, error.slice(0, 500)]);
}
