import { z } from 'zod';
import { columnLabel, type SliceKey, sliceKeys } from '../columns.ts';
import { effectSizes, type Thresholds, thresholdsSchema, verdicts } from '../drift-schemas.ts';
import { driftSince } from '../drift-since.ts';
import {
  type Baseline,
  baselineSchema,
  type ColumnVerdict,
  type Granularity,
  granularities,
  type Monitor,
  type RecentWindow,
  type RunSummary,
  runStates,
} from '../monitor-schemas.ts';
import type { DriftRow, JudgedWindow, RunRow } from '../runs/read-store.ts';
import { saySchedule } from '../schedule/read-schedule.ts';
import type { MonitorRow } from './monitor-store.ts';

const storedSchema = z.object({
  columns: z.array(z.string()),
  slices: z.array(z.enum(sliceKeys)),
  granularity: z.enum(granularities),
  baseline: baselineSchema,
  thresholds: thresholdsSchema,
  paidEmbeddings: z.boolean(),
});

export interface MonitorSettings {
  columns: string[];
  slices: SliceKey[];
  granularity: Granularity;
  timeZone: string;
  baseline: Baseline;
  thresholds: Thresholds;
  paidEmbeddings: boolean;
}

export function settingsOf(row: MonitorRow): MonitorSettings {
  return { ...storedSchema.parse(row), timeZone: row.timeZone };
}

interface Around {
  environment: string | null;
  last: RunRow | null;
  running: number;
  drifts: readonly DriftRow[];
  /** Oldest first. */
  windows: readonly JudgedWindow[];
}

export function presentMonitor(
  row: MonitorRow,
  { environment, last, running, drifts, windows }: Around,
): Monitor {
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
    verdicts: presentVerdicts(drifts).map((verdict) => ({
      ...verdict,
      since: driftSince(windows.map((window) => datedVerdict(window, verdict.column))),
    })),
    recent: windows.map(presentWindow),
  };
}

function datedVerdict({ windowStart, moved, steady }: JudgedWindow, column: string) {
  const at = windowStart.toISOString();
  if (moved.includes(column)) return { at, verdict: 'drift' as const };
  return { at, verdict: steady.includes(column) ? ('steady' as const) : ('too-few' as const) };
}

function presentWindow({ runId, windowStart, rows, moved, steady, sizes }: JudgedWindow): RecentWindow {
  return {
    runId,
    windowStart: windowStart.toISOString(),
    rows,
    drifting: moved.length,
    judged: moved.length + steady.length,
    size: effectSizes.findLast((size) => sizes.includes(size)) ?? 'negligible',
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
      since: null,
    }))
    .sort(
      (a, b) => rank(a.verdict) - rank(b.verdict) || b.effect - a.effect || (a.column < b.column ? -1 : 1),
    );
}
