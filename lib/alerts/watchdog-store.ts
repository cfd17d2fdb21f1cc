/** Whether anybody evaluates, by the database's clock. */
import { pool, prisma, type Tx } from '../platform/db.ts';

export { type Tx, transaction } from '../platform/db.ts';

export const watchdogKey = 'evaluator';

export interface EvaluatorAge {
  /** Null when nobody ever did. */
  ageMs: number | null;
  now: Date;
  /** Whether there is anything to evaluate. */
  needed: boolean;
}

export async function evaluatorAge(): Promise<EvaluatorAge> {
  const { rows } = await pool().query<{ age_ms: number | null; now: Date; needed: boolean }>(
    `SELECT now() AS now,
       (SELECT (extract(epoch FROM now() - seen_at) * 1000)::float8 FROM alert_heartbeat WHERE id = 1) AS age_ms,
       EXISTS (SELECT 1 FROM alert_rule WHERE enabled AND deleted_at IS NULL) AS needed`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('The database told no time.');
  return { ageMs: row.age_ms, now: row.now, needed: row.needed };
}

export async function openWatchdogAlert(): Promise<string | null> {
  const row = await prisma().alert.findFirst({
    where: { ruleId: null, groupKey: watchdogKey, resolvedAt: null },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** One opens it, whoever notices; the others find it open. */
export async function lockWatchdog(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ got: boolean }[]>`SELECT pg_try_advisory_xact_lock(${0x510a1f}) AS got`;
  return row?.got === true;
}

export async function watchdogIsOpen(tx: Tx): Promise<boolean> {
  const found = await tx.alert.count({ where: { ruleId: null, groupKey: watchdogKey, resolvedAt: null } });
  return found > 0;
}
