/** Checks: their rows, and who runs them. What came of the runs is in `history-store.ts`. */
import type { HealthCheck } from '../../prisma/generated/client.ts';
import { type Prisma, pool, prisma, type Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import type { CheckStateWord, ListChecks } from './schemas.ts';

export { isUniqueViolation, type Tx, transaction } from '../platform/db.ts';

export type CheckRecord = HealthCheck;

/** A check as it is shown. */
export interface ShownCheck extends CheckRecord {
  environment: string | null;
  overdue: boolean;
  shownState: string;
  lastAt: Date | null;
  lastPassed: boolean | null;
  lastLatencyMs: number | null;
  lastMessage: string | null;
  lastRequestId: string | null;
}

type Bind = (value: unknown) => string;
export type Visible = (bind: Bind) => string;

/** Due for longer than any run and any wait takes: nobody runs it. */
const overdue = `(c.enabled AND c.due_at < now() - interval '5 minutes')`;
const shownState = `CASE WHEN NOT c.enabled OR ${overdue} THEN 'unknown' ELSE c.state END`;

const columns = `c.id, c.name, c.kind, c.subject, c.definition, c.every_minutes AS "everyMinutes", c.cron,
  c.time_zone AS "timeZone", c.timeout_ms AS "timeoutMs", c.fail_after AS "failAfter", c.recover_after AS "recoverAfter",
  c.enabled, c.state, c.state_since AS "stateSince", c.streak, c.due_at AS "dueAt", c.run_id AS "runId",
  c.run_until AS "runUntil", c.made_for AS "madeFor", c.deleted_at AS "deletedAt", c.created_at AS "createdAt",
  c.updated_at AS "updatedAt", e.environment, ${overdue} AS overdue, ${shownState} AS "shownState",
  r.at AS "lastAt", r.passed AS "lastPassed", r.latency_ms AS "lastLatencyMs", r.message AS "lastMessage",
  r.request_id AS "lastRequestId"`;
const source = `FROM health_check c LEFT JOIN endpoint e ON c.kind = 'question' AND e.name = c.subject`;
const last = `LEFT JOIN LATERAL (
    SELECT * FROM health_result WHERE check_id = c.id ORDER BY at DESC LIMIT 1) r ON true`;

function binder(): { values: unknown[]; bind: Bind } {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}

function conditions(visible: Visible, filters: Omit<ListChecks, 'state'>, bind: Bind): string {
  const parts = ['c.deleted_at IS NULL', visible(bind)];
  if (filters.kind !== undefined) parts.push(`c.kind = ${bind(filters.kind)}`);
  if (filters.environment !== undefined) parts.push(`e.environment = ${bind(filters.environment)}`);
  if (filters.endpoint !== undefined) {
    parts.push(`c.kind = 'question' AND c.subject = ${bind(filters.endpoint)}`);
  }
  if (filters.q !== '') {
    const text = bind(`%${filters.q.replaceAll(/[\\%_]/g, '\\$&')}%`);
    parts.push(`(c.name ILIKE ${text} OR c.subject ILIKE ${text})`);
  }
  return parts.join(' AND ');
}

/** Those that are down first, then by name. */
export async function findChecks(visible: Visible, query: ListChecks): Promise<ShownCheck[]> {
  const { values, bind } = binder();
  const where = conditions(visible, query, bind);
  const state = query.state === undefined ? '' : `AND ${shownState} = ${bind(query.state)}`;
  const result = await pool().query<ShownCheck>(
    `SELECT ${columns} ${source} ${last} WHERE ${where} ${state}
     ORDER BY (${shownState} = 'down') DESC, c.name
     LIMIT ${bind(query.pageSize)} OFFSET ${bind((query.page - 1) * query.pageSize)}`,
    values,
  );
  return result.rows;
}

export async function countChecks(visible: Visible, query: ListChecks): Promise<Record<string, number>> {
  const { values, bind } = binder();
  const result = await pool().query<{ state: string; count: number }>(
    `SELECT ${shownState} AS state, count(*)::int ${source} WHERE ${conditions(visible, query, bind)} GROUP BY 1`,
    values,
  );
  return Object.fromEntries(result.rows.map(({ state, count }) => [state, count]));
}

/** All that may be seen; for states alone. */
export async function allChecks(visible: Visible): Promise<ShownCheck[]> {
  const { values, bind } = binder();
  const result = await pool().query<ShownCheck>(
    `SELECT ${columns} ${source} ${last} WHERE c.deleted_at IS NULL AND ${visible(bind)} ORDER BY c.name LIMIT 5000`,
    values,
  );
  return result.rows;
}

/** Null also for one that may not be seen. */
export async function findCheck(visible: Visible, id: string): Promise<ShownCheck | null> {
  const { values, bind } = binder();
  const result = await pool().query<ShownCheck>(
    `SELECT ${columns} ${source} ${last}
     WHERE c.deleted_at IS NULL AND c.id = ${bind(id)} AND ${visible(bind)}`,
    values,
  );
  return result.rows[0] ?? null;
}

export async function insertCheck(
  tx: Tx,
  data: Prisma.HealthCheckUncheckedCreateInput,
): Promise<CheckRecord> {
  return tx.healthCheck.create({ data });
}

export async function changeCheck(
  tx: Tx,
  id: string,
  data: Prisma.HealthCheckUncheckedUpdateInput,
): Promise<CheckRecord> {
  return tx.healthCheck.update({ where: { id }, data });
}

/** The check as it is until the transaction ends; null when there is none. */
export async function lockCheck(tx: Tx, id: string): Promise<CheckRecord | null> {
  await tx.$queryRaw`SELECT 1 FROM health_check WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.healthCheck.findFirst({ where: { id, deletedAt: null } });
}

export async function removeCheck(tx: Tx, id: string): Promise<void> {
  await tx.healthCheck.delete({ where: { id } });
}

/** A check under way, as its runner holds it. */
export interface ClaimedCheck extends CheckRecord {
  state: CheckStateWord;
  runId: string;
  startedAt: Date;
}

/** Longer than a run may take: a runner that is still silent then is dead. */
const graceSeconds = 15;

const claimSql = (where: string) => `
  UPDATE health_check c
  SET run_id = gen_random_uuid(), run_until = now() + make_interval(secs => c.timeout_ms / 1000.0 + ${graceSeconds})
  WHERE c.id IN (
    SELECT id FROM health_check
    WHERE deleted_at IS NULL AND (run_until IS NULL OR run_until < now()) AND ${where}
    ORDER BY due_at FOR UPDATE SKIP LOCKED LIMIT $1)
  RETURNING c.id, c.name, c.kind, c.subject, c.definition, c.every_minutes AS "everyMinutes", c.cron,
    c.time_zone AS "timeZone", c.timeout_ms AS "timeoutMs", c.fail_after AS "failAfter",
    c.recover_after AS "recoverAfter", c.enabled, c.state, c.streak, c.due_at AS "dueAt", c.run_id AS "runId",
    now() AS "startedAt"`;

/** Takes checks that are due; of several runners at once each gets others. */
export async function claimDue(limit: number): Promise<ClaimedCheck[]> {
  return (await pool().query<ClaimedCheck>(claimSql('enabled AND due_at <= now()'), [limit])).rows;
}

/** Takes one check, due or not; null while it is being run. */
export async function claimCheck(id: string): Promise<ClaimedCheck | null> {
  return (await pool().query<ClaimedCheck>(claimSql('id = $2'), [1, id])).rows[0] ?? null;
}

/** Gives a run back that came to no end. */
export async function releaseRun({ id, runId }: ClaimedCheck): Promise<void> {
  await pool().query(
    'UPDATE health_check SET run_id = NULL, run_until = NULL WHERE id = $1 AND run_id = $2',
    [id, runId],
  );
}

export type AutomaticCheck = Pick<
  CheckRecord,
  'name' | 'kind' | 'subject' | 'madeFor' | 'everyMinutes' | 'timeoutMs' | 'failAfter' | 'recoverAfter'
> & { definition: Prisma.InputJsonValue };

/** What was made before stays as it is, also when it was deleted. */
export async function insertAutomatic(checks: readonly AutomaticCheck[]): Promise<void> {
  const dueAt = new Date();
  await prisma().healthCheck.createMany({
    data: checks.map((check) => ({ ...check, id: newId(), enabled: true, dueAt })),
    skipDuplicates: true,
  });
}

export async function madeFor(): Promise<Set<string>> {
  const rows = await prisma().healthCheck.findMany({
    where: { madeFor: { not: null } },
    select: { madeFor: true },
  });
  return new Set(rows.flatMap(({ madeFor: made }) => made ?? []));
}

export async function subjectsOf(kind: string): Promise<string[]> {
  const rows = await prisma().healthCheck.findMany({
    where: { kind },
    select: { subject: true },
    distinct: ['subject'],
  });
  return rows.map(({ subject }) => subject);
}

/** Checks go with what they were of. */
export async function removeChecksOf(kind: string, subjects: readonly string[]): Promise<void> {
  await prisma().healthCheck.deleteMany({ where: { kind, subject: { in: [...subjects] } } });
}
