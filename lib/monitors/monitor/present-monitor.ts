import { z } from 'zod';
import { columnLabel, type SliceKey, sliceKeys } from '../columns.ts';
import { effectSizes, type Thresholds, thresholdsSchema, verdicts } from '../drift-schemas.ts';
import {
  type Baseline,
  baselineSchema,
  type ColumnVerdict,
  type Granularity,
  granularities,
  type Monitor,
  type RunSummary,
  runStates,
} from '../monitor-schemas.ts';
import type { DriftRow, RunRow } from '../runs/run-store.ts';
import { saySchedule } from '../schedule/read-schedule.ts';
import type { MonitorRow } from './monitor-store.ts';

const storedSchema = z.object({
  columns: z.array(z.string()),
  slices: z.array(z.enum(sliceKeys)),
  granularity: z.enum(granularities),
  baseline: baselineSchema,
  thresholds: thresholdsSchema,
});

export interface MonitorSettings {
  columns: string[];
  slices: SliceKey[];
  granularity: Granularity;
  timeZone: string;
  baseline: Baseline;
  thresholds: Thresholds;
}

export function settingsOf(row: MonitorRow): MonitorSettings {
  return { ...storedSchema.parse(row), timeZone: row.timeZone };
}

interface Around {
  environment: string | null;
  last: RunRow | null;
  running: number;
  drifts: readonly DriftRow[];
}

export function presentMonitor(row: MonitorRow, { environment, last, running, drifts }: Around): Monitor {
  return {
    id: row.id,
    endpoint: row.endpointName,
    environment,
    isDefault: row.isDefault,
    name: row.name,
    enabled: row.enabled,
    schedule: row.schedule,
    scheduleWords: saySchedule(row.schedule, row.timeZone),
    ...settingsOf(row),
    nextRunAt: row.nextRunAt?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
    running,
    lastRun: last === null ? null : presentRun(last),
    verdicts: presentVerdicts(drifts),
  };
}

export function presentRun(row: RunRow): RunSummary {
  return {
    id: row.id,
    windowStart: row.windowStart.toISOString(),
    windowEnd: row.windowEnd.toISOString(),
    state: z.enum(runStates).parse(row.state),
    final: row.final,
    rows: row.rowCount,
    sampled: row.sampled,
    baselineRows: row.baselineRows,
    drifting: row.drifting,
    error: row.error,
  };
}

const rank = (verdict: ColumnVerdict['verdict']): number => verdicts.indexOf(verdict);

/** Worst first: drift before what is missing before the rest, larger effects before smaller. */
export function presentVerdicts(rows: readonly DriftRow[]): ColumnVerdict[] {
  return rows
    .map(({ slice, column, verdict, size, effect, pValue, words }) => ({
      slice,
      column,
      label: columnLabel(column),
      verdict: z.enum(verdicts).parse(verdict),
      size: z.enum(effectSizes).parse(size),
      effect,
      pValue,
      words,
    }))
    .sort(
      (a, b) => rank(a.verdict) - rank(b.verdict) || b.effect - a.effect || (a.column < b.column ? -1 : 1),
    );
}
