import type { Alert as AlertRow, AlertEvent as EventRow } from '../../prisma/generated/client.ts';
import { endpointCondition, type Reach } from '../access/index.ts';
import { Conditions } from '../platform/conditions.ts';
import { type Db, pool, prisma, type Tx } from '../platform/db.ts';
import type { AlertCount, ListAlertsQuery } from './alert-schemas.ts';
import { type SilenceMatchers, silenceMatchersSchema } from './silence-schemas.ts';

export { prisma, type Tx, transaction } from '../platform/db.ts';
export type { AlertRow, EventRow };

function within(reach: Reach | null): Conditions {
  const where = new Conditions();
  where.parts.push(endpointCondition(reach, 'endpoint_name', (value) => where.bind(value)));
  return where;
}

const openFirst = `ORDER BY (resolved_at IS NOT NULL),
  (CASE WHEN resolved_at IS NULL THEN array_position(ARRAY['critical', 'warning', 'info'], severity) END), fired_at DESC, id`;

/** What is open first, the most severe of it, then the newest. */
export async function findAlerts(
  query: ListAlertsQuery,
  reach: Reach | null,
): Promise<{ rows: AlertRow[]; total: number }> {
  const where = within(reach);
  if (query.endpoint !== undefined) where.add('endpoint_name = ?', query.endpoint);
  if (query.ruleId !== undefined) where.add('rule_id = ?::uuid', query.ruleId);
  if (query.severity !== undefined) where.add('severity = ?', query.severity);
  if (query.environment !== undefined) {
    where.add('endpoint_name IN (SELECT name FROM endpoint WHERE environment = ?)', query.environment);
  }
  // Those that were open at any time within.
  if (query.from !== undefined)
    where.add('(resolved_at IS NULL OR resolved_at >= ?::timestamptz)', query.from);
  if (query.to !== undefined) where.add('fired_at < ?::timestamptz', query.to);
  if (query.state === 'open') where.parts.push('resolved_at IS NULL');
  if (query.state === 'resolved') where.parts.push('resolved_at IS NOT NULL');
  const page = `LIMIT ${where.bind(query.pageSize)} OFFSET ${where.bind((query.page - 1) * query.pageSize)}`;
  const { rows } = await pool().query<{ id: string; total: number }>(
    `SELECT id, count(*) OVER ()::int AS total FROM alert WHERE ${where.sql} ${openFirst} ${page}`,
    where.values,
  );
  return { rows: await inOrder(rows.map(({ id }) => id)), total: rows[0]?.total ?? 0 };
}

async function inOrder(ids: readonly string[]): Promise<AlertRow[]> {
  const found = await prisma().alert.findMany({ where: { id: { in: [...ids] } } });
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export async function countOpen(reach: Reach | null): Promise<AlertCount> {
  const where = within(reach);
  const { rows } = await pool().query<AlertCount>(
    `SELECT count(*)::int AS open, (count(*) FILTER (WHERE severity = 'critical'))::int AS critical,
       (count(*) FILTER (WHERE acknowledged_at IS NULL))::int AS unacknowledged
     FROM alert WHERE resolved_at IS NULL AND ${where.sql}`,
    where.values,
  );
  return rows[0] ?? { open: 0, critical: 0, unacknowledged: 0 };
}

export async function findAlert(db: Db, id: string): Promise<AlertRow | null> {
  return db.alert.findUnique({ where: { id } });
}

/** The alert as it is until the transaction ends. */
export async function lockAlert(tx: Tx, id: string): Promise<AlertRow | null> {
  await tx.$queryRaw`SELECT 1 FROM alert WHERE id = ${id}::uuid FOR UPDATE`;
  return findAlert(tx, id);
}

export async function eventsOf(alertId: string): Promise<EventRow[]> {
  return prisma().alertEvent.findMany({
    where: { alertId },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    take: 500,
  });
}

/** The document of the revision that fired; null when the rule is gone. */
export async function documentAt(ruleId: string | null, number: number): Promise<unknown> {
  if (ruleId === null) return null;
  const row = await prisma().alertRuleRevision.findUnique({
    where: { ruleId_number: { ruleId, number } },
    select: { document: true },
  });
  return row?.document ?? null;
}

export interface WorkOnAlert {
  acknowledged?: { id: string | null; name: string; at: Date } | null;
  assignee?: { id: string; name: string } | null;
}

export async function changeAlert(
  tx: Tx,
  id: string,
  { acknowledged, assignee }: WorkOnAlert,
): Promise<void> {
  await tx.alert.update({
    where: { id },
    data: {
      ...(acknowledged !== undefined && {
        acknowledgedAt: acknowledged?.at ?? null,
        acknowledgedById: acknowledged?.id ?? null,
        acknowledgedByName: acknowledged?.name ?? null,
      }),
      ...(assignee !== undefined && {
        assigneeId: assignee?.id ?? null,
        assigneeName: assignee?.name ?? null,
      }),
    },
  });
}

export async function findPerson(id: string): Promise<{ id: string; name: string } | null> {
  return prisma().user.findFirst({ where: { id, disabledAt: null }, select: { id: true, name: true } });
}

export async function silencesNow(): Promise<SilenceMatchers[]> {
  const { rows } = await pool().query<{ matchers: unknown }>(
    'SELECT matchers FROM alert_silence WHERE starts_at <= now() AND ends_at > now() LIMIT 1000',
  );
  return rows.map(({ matchers }) => silenceMatchersSchema.parse(matchers));
}
