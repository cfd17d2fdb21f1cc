import { type Report, type ReportCalendar, reportCadenceSchema, reportSchema } from '../report-schemas.ts';
import type { ReportRow } from './report-store.ts';

export function presentReport({ runs: [last], nextAt, updatedAt, endpointName, ...row }: ReportRow): Report {
  return reportSchema.parse({
    ...row,
    endpoint: endpointName,
    nextAt: nextAt?.toISOString() ?? null,
    lastRun: last ? { dueAt: last.dueAt.toISOString(), state: last.state, why: last.why } : null,
    updatedAt: updatedAt.toISOString(),
  });
}

export function calendarOf({ cadence, day, hour, timeZone }: ReportRow): ReportCalendar {
  return { cadence: reportCadenceSchema.parse(cadence), day, hour, timeZone };
}

/** What the audit trail keeps: how many addresses, not which. */
export function auditViewOf({ name, cadence, day, hour, timeZone, endpoint, environment, ...rest }: Report) {
  const { addresses, enabled } = rest;
  return {
    name,
    cadence,
    day,
    hour,
    timeZone,
    endpoint,
    environment,
    addresses: addresses.length,
    enabled,
  };
}
