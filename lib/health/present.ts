import type { CheckRecord, ShownCheck } from './check-store.ts';
import type { IncidentRow, ResultRow } from './history-store.ts';
import { type Check, type CheckResult, checkSchema, type Incident, type Schedule } from './schemas.ts';

export function scheduleOf({ everyMinutes, cron, timeZone }: CheckRecord): Schedule {
  return cron === null ? { everyMinutes: everyMinutes ?? 5 } : { cron, timeZone };
}

export function presentCheck(row: ShownCheck): Check {
  return checkSchema.parse({
    ...row,
    schedule: scheduleOf(row),
    state: row.shownState,
    since: row.shownState === 'unknown' ? null : (row.stateSince?.toISOString() ?? null),
    nextAt: row.enabled ? row.dueAt.toISOString() : null,
    last: lastOf(row),
    automatic: row.madeFor !== null,
    updatedAt: row.updatedAt.toISOString(),
  });
}

function lastOf(row: ShownCheck): CheckResult | null {
  if (row.lastAt === null) return null;
  return {
    at: row.lastAt.toISOString(),
    passed: row.lastPassed ?? false,
    latencyMs: row.lastLatencyMs ?? 0,
    message: row.lastMessage ?? '',
    requestId: row.lastRequestId,
  };
}

export function presentResult({ at, ...row }: ResultRow): CheckResult {
  return { at: at.toISOString(), ...row };
}

export function presentIncident({ id, from, to, cause, note }: IncidentRow): Incident {
  return { id, from: from.toISOString(), to: to?.toISOString() ?? null, cause, note };
}

/** What the audit trail keeps of a check. */
export function auditViewOf(row: CheckRecord) {
  const { name, definition, timeoutMs, failAfter, recoverAfter, enabled } = row;
  return { name, definition, schedule: scheduleOf(row), timeoutMs, failAfter, recoverAfter, enabled };
}
