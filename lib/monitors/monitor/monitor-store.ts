/** Monitors in the database, and what their last windows said. */
import type { Monitor as MonitorRow } from '../../../prisma/generated/client.ts';
import { endpointCondition, type Reach } from '../../access/index.ts';
import { literally, Prisma, pool, prisma, type Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { ListMonitorsQuery } from '../monitor-schemas.ts';

export { isUniqueViolation, transaction } from '../../platform/db.ts';
export type { MonitorRow };

export type NewMonitor = Prisma.MonitorUncheckedCreateInput;

/** By endpoint and name; the page, and how many there are. */
export async function findMonitors(
  query: ListMonitorsQuery,
  reach: Reach,
): Promise<{ ids: string[]; total: number }> {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const where = [endpointCondition(reach, 'm.endpoint_name', bind)];
  if (query.endpoint !== undefined) where.push(`m.endpoint_name = ${bind(query.endpoint)}`);
  if (query.environment !== undefined) where.push(`e.environment = ${bind(query.environment)}`);
  if (query.q !== undefined) {
    const pattern = bind(`%${literally(query.q)}%`);
    where.push(`(m.name ILIKE ${pattern} OR m.endpoint_name ILIKE ${pattern})`);
  }
  const from = `FROM monitor m JOIN endpoint e ON e.name = m.endpoint_name WHERE ${where.join(' AND ')}`;
  // Those that drift come first, so that nobody has to turn pages to find them.
  const drifting = `coalesce((SELECT r.drifting FROM monitor_run r WHERE r.monitor_id = m.id AND r.state = 'done'
    ORDER BY r.window_start DESC LIMIT 1), 0)`;
  const counted = await pool().query<{ total: number }>(`SELECT count(*)::int AS total ${from}`, values);
  const limit = bind(query.pageSize);
  const offset = bind((query.page - 1) * query.pageSize);
  const page = await pool().query<{ id: string }>(
    `SELECT m.id ${from} ORDER BY m.enabled DESC, ${drifting} DESC, m.endpoint_name, m.name LIMIT ${limit} OFFSET ${offset}`,
    values,
  );
  return { ids: page.rows.map(({ id }) => id), total: counted.rows[0]?.total ?? 0 };
}

export async function monitorsByIds(ids: readonly string[]): Promise<MonitorRow[]> {
  const rows = await prisma().monitor.findMany({ where: { id: { in: [...ids] } } });
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

export async function findMonitor(id: string): Promise<MonitorRow | null> {
  return prisma().monitor.findUnique({ where: { id } });
}

export async function environmentOf(endpoint: string): Promise<string | null> {
  const row = await prisma().endpoint.findUnique({
    where: { name: endpoint },
    select: { environment: true },
  });
  return row?.environment ?? null;
}

export async function environmentsOf(endpoints: readonly string[]): Promise<Map<string, string>> {
  const rows = await prisma().endpoint.findMany({
    where: { name: { in: [...endpoints] } },
    select: { name: true, environment: true },
  });
  return new Map(rows.map(({ name, environment }) => [name, environment]));
}

/** Waits for whoever changes it. */
export async function lockMonitor(tx: Tx, id: string): Promise<MonitorRow | null> {
  await tx.$queryRaw`SELECT 1 FROM monitor WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.monitor.findUnique({ where: { id } });
}

export async function countMonitors(tx: Tx, endpoint: string): Promise<number> {
  return tx.monitor.count({ where: { endpointName: endpoint } });
}

export async function insertMonitor(tx: Tx, data: NewMonitor): Promise<MonitorRow> {
  return tx.monitor.create({ data });
}

export async function changeMonitor(
  tx: Tx,
  id: string,
  data: Prisma.MonitorUncheckedUpdateInput,
): Promise<MonitorRow> {
  return tx.monitor.update({ where: { id }, data: { ...data, updatedAt: new Date() } });
}

export async function removeMonitor(tx: Tx, id: string): Promise<void> {
  await tx.monitor.delete({ where: { id } });
}

/** All its windows; whoever computes one of them loses it. */
export async function removeRuns(tx: Tx, monitorId: string): Promise<void> {
  await tx.monitorRun.deleteMany({ where: { monitorId } });
}

export async function endpointsWithoutDefault(): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    `SELECT name FROM endpoint e
     WHERE NOT EXISTS (SELECT 1 FROM monitor m WHERE m.endpoint_name = e.name AND m.is_default) LIMIT 500`,
  );
  return rows.map(({ name }) => name);
}

/** Whoever else makes them at the same moment wins. */
export async function insertDefaults(rows: readonly Omit<NewMonitor, 'id'>[]): Promise<void> {
  await prisma().monitor.createMany({
    data: rows.map((row) => ({ ...row, id: newId() })),
    skipDuplicates: true,
  });
}

/** Takes those that are due, so that no other worker does until the transaction ends. */
export async function takeDue(tx: Tx, limit: number): Promise<MonitorRow[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM monitor WHERE enabled AND next_run_at <= now()
    ORDER BY next_run_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
  return tx.monitor.findMany({ where: { id: { in: rows.map(({ id }) => id) } } });
}

export async function setNextRun(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx.$executeRaw(Prisma.sql`UPDATE monitor SET next_run_at = ${at} WHERE id = ${id}::uuid`);
}

/** Of endpoints that are gone. */
export async function removeOrphans(): Promise<void> {
  await pool().query('DELETE FROM monitor WHERE endpoint_name NOT IN (SELECT name FROM endpoint)');
  await pool().query('DELETE FROM custom_metric WHERE endpoint_name NOT IN (SELECT name FROM endpoint)');
}
