/** Alerts that somebody is to be told of, and the conversations they are told in. */
import { z } from 'zod';
import { pool, type Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import type { OpenThread, Tellable } from './plan-messages.ts';
import { ruleDocumentSchema } from './rule-schemas.ts';
import { type SilenceMatchers, silenceMatchersSchema } from './silence-schemas.ts';

export { type Tx, transaction } from '../platform/db.ts';

/** More than that wait for the next time, seconds later; what was told already and need not be repeated is not among them. */
const most = 10_000;
/** For the whole installation: whoever tells, tells alone. */
export const tellLock = 0x510a1e;

/** False when another process tells right now; held until the transaction ends. */
export async function lockTelling(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ got: boolean }[]>`SELECT pg_try_advisory_xact_lock(${tellLock}) AS got`;
  return row?.got === true;
}

export async function databaseNow(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (row === undefined) throw new Error('The database told no time.');
  return row.now;
}

export interface ToldAlert extends Tellable {
  rule: string;
  group: string;
  summary: string;
  cause: string;
  firedAt: Date;
  resolvedAt: Date | null;
  value: number | null;
  runbook: string;
}

const labelsSchema = z.record(z.string(), z.string());
const tellingSchema = ruleDocumentSchema.pick({
  notify: true,
  mutes: true,
  repeatSeconds: true,
  groupSeconds: true,
  runbook: true,
});
/** What watches the evaluation tells subscribers, and again after an hour. */
const watchdogTelling = tellingSchema.parse({ repeatSeconds: 3600, groupSeconds: 0 });

/** A rule that cannot be read any more is told of to subscribers: its trouble must not keep others from being told of. */
function tellingOf(rule: { document: unknown } | null) {
  return (rule === null ? null : tellingSchema.safeParse(rule.document).data) ?? watchdogTelling;
}

/** What was never told, whose end was not, and what is to be said again; oldest first. */
export async function untoldAlerts(tx: Tx, now: Date): Promise<ToldAlert[]> {
  const due = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM alert a LEFT JOIN alert_rule r ON r.id = a.rule_id
     CROSS JOIN LATERAL (
       SELECT coalesce((r.document->>'repeatSeconds')::int, ${watchdogTelling.repeatSeconds}) AS seconds) again
     WHERE a.told <> 'resolved' AND (a.told = 'no' OR a.resolved_at IS NOT NULL OR (
       a.acknowledged_at IS NULL AND again.seconds > 0
       AND a.told_at <= ${now}::timestamptz - again.seconds * interval '1 second'))
     ORDER BY a.id LIMIT ${most}`;
  if (due.length === 0) return [];
  const rows = await tx.alert.findMany({
    where: { id: { in: due.map(({ id }) => id) } },
    include: { rule: { select: { document: true } } },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ rule, ...row }) => {
    const { runbook, ...telling } = tellingOf(rule);
    return {
      id: row.id,
      ruleId: row.ruleId,
      rule: row.ruleName,
      endpoint: row.endpointName,
      group: row.groupKey,
      severity: row.severity,
      labels: labelsSchema.parse(row.labels),
      summary: row.summary,
      cause: row.cause,
      value: row.value,
      firedAt: row.firedAt,
      resolvedAt: row.resolvedAt,
      resolved: row.resolvedAt !== null,
      acknowledged: row.acknowledgedAt !== null,
      told: row.told === 'firing' ? 'firing' : 'no',
      toldAt: row.toldAt,
      threadId: row.threadId,
      runbook,
      telling,
    };
  });
}

export async function openThreads(tx: Tx): Promise<(OpenThread & { messages: number })[]> {
  return tx.alertThread.findMany({
    where: { closedAt: null },
    select: { id: true, key: true, lastMessageAt: true, messages: true },
  });
}

/** Conversations that were told something within five minutes. */
export async function countRecentThreads(tx: Tx, now: Date): Promise<number> {
  return tx.alertThread.count({ where: { lastMessageAt: { gt: new Date(now.getTime() - 300_000) } } });
}

export async function openThread(tx: Tx, key: string, at: Date): Promise<string> {
  const id = newId();
  await tx.alertThread.create({ data: { id, key, openedAt: at } });
  return id;
}

export async function noteMessage(tx: Tx, threadId: string, at: Date): Promise<void> {
  await tx.alertThread.update({
    where: { id: threadId },
    data: { lastMessageAt: at, messages: { increment: 1 } },
  });
}

/** Ends conversations all of whose alerts are over and told. */
export async function closeThread(tx: Tx, threadId: string, at: Date): Promise<boolean> {
  const open = await tx.alert.count({ where: { threadId, told: { not: 'resolved' } } });
  if (open > 0) return false;
  await tx.alertThread.updateMany({ where: { id: threadId, closedAt: null }, data: { closedAt: at } });
  return true;
}

export async function markTold(
  tx: Tx,
  ids: readonly string[],
  { told, at, threadId }: { told: 'firing' | 'resolved'; at: Date | null; threadId?: string },
): Promise<void> {
  if (ids.length === 0) return;
  await tx.alert.updateMany({
    where: { id: { in: [...ids] } },
    data: { told, ...(at !== null && { toldAt: at }), ...(threadId !== undefined && { threadId }) },
  });
}

export async function activeSilences(tx: Tx, now: Date): Promise<SilenceMatchers[]> {
  const rows = await tx.alertSilence.findMany({
    where: { startsAt: { lte: now }, endsAt: { gt: now } },
    select: { matchers: true },
    take: 1000,
  });
  return rows.map(({ matchers }) => silenceMatchersSchema.parse(matchers));
}

/** E-mail addresses of people who may still sign in. */
export async function addressesOf(tx: Tx, userIds: readonly string[]): Promise<string[]> {
  const rows = await tx.user.findMany({
    where: { id: { in: [...userIds] }, disabledAt: null },
    select: { email: true },
  });
  return rows.map(({ email }) => email);
}

/** Old alerts with their timeline, conversations and silences. */
export async function purgeAlerts(days: number): Promise<void> {
  const old = `now() - ${days} * interval '1 day'`;
  await pool().query(`DELETE FROM alert WHERE resolved_at < ${old}`);
  await pool().query(`DELETE FROM alert_thread WHERE closed_at < ${old}`);
  await pool().query(`DELETE FROM alert_silence WHERE ends_at < ${old}`);
  await pool().query(
    `DELETE FROM alert_rule r WHERE deleted_at < ${old} AND template IS NULL
       AND NOT EXISTS (SELECT 1 FROM alert a WHERE a.rule_id = r.id)`,
  );
}
