/** Monitors as they are set up and read. */
import { z } from 'zod';
import { environmentSchema } from '../registry/schemas.ts';
import { customPrefix, isColumnKey, sliceKeys } from './columns.ts';
import { driftFindingSchema, effectSizes, thresholdsSchema, verdicts } from './drift-schemas.ts';
import { columnProfileSchema } from './profile-schemas.ts';
import { scheduleProblem } from './schedule/read-schedule.ts';

/** Part of the subject of gauges, and so of the rules of alerts. */
export const monitorNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u, 'Use letters, digits, spaces, dots, dashes and underscores.');

export const granularities = ['hour', 'day', 'week'] as const;
export type Granularity = (typeof granularities)[number];

export const maxBaselineWindows = 30;

export const baselineSchema = z.discriminatedUnion('kind', [
  /** As many windows right before the one that is judged. */
  z.object({ kind: z.literal('previous'), windows: z.number().int().min(1).max(maxBaselineWindows) }),
  z
    .object({
      kind: z.literal('fixed'),
      from: z.iso.datetime({ offset: true }),
      to: z.iso.datetime({ offset: true }),
    })
    .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
      error: 'The baseline must end after it begins.',
      path: ['to'],
    }),
  /** What a version answered in the 90 days before the window. */
  z.object({ kind: z.literal('version'), version: z.number().int().min(1) }),
]);
export type Baseline = z.infer<typeof baselineSchema>;

const columnSchema = z
  .string()
  .max(100)
  .refine((key) => isColumnKey(key) || key.startsWith(customPrefix), {
    error: 'There is no such column. Formulas of your own are written "custom:<name>".',
  });

const settings = {
  name: monitorNameSchema,
  enabled: z.boolean().default(true),
  columns: z.array(columnSchema).min(1).max(40),
  slices: z.array(z.enum(sliceKeys)).max(sliceKeys.length).default([]),
  granularity: z.enum(granularities),
  schedule: z.string().trim().max(100),
  timeZone: z.string().max(60).default('UTC'),
  baseline: baselineSchema,
  thresholds: thresholdsSchema.prefault({}),
  /** Whether a provider that may cost money is asked for embeddings of questions. */
  paidEmbeddings: z.boolean().default(false),
};

interface Scheduled {
  schedule: string;
  timeZone: string;
}

function checkSchedule({ schedule, timeZone }: Scheduled, context: z.core.$RefinementCtx): void {
  const message = scheduleProblem(schedule, timeZone);
  if (message !== null) {
    const path = message.includes('time zone') ? ['timeZone'] : ['schedule'];
    context.addIssue({ code: 'custom', message, path });
  }
}

export const createMonitorSchema = z
  .object({ endpoint: z.string().min(1).max(63), ...settings })
  .superRefine(checkSchedule);
export type CreateMonitor = z.infer<typeof createMonitorSchema>;

export const saveMonitorSchema = z
  .object({ ...settings, expectedUpdatedAt: z.iso.datetime({ offset: true }).optional() })
  .superRefine(checkSchedule);
export type SaveMonitor = z.infer<typeof saveMonitorSchema>;

export const listMonitorsQuerySchema = z.object({
  endpoint: z.string().max(63).optional(),
  environment: environmentSchema.optional(),
  q: z.string().trim().max(100).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(25),
});
export type ListMonitorsQuery = z.infer<typeof listMonitorsQuerySchema>;

export const runStates = ['running', 'done', 'failed'] as const;

export const runSummarySchema = z.object({
  id: z.string(),
  windowStart: z.iso.datetime(),
  windowEnd: z.iso.datetime(),
  state: z.enum(runStates),
  final: z.boolean(),
  rows: z.number().int(),
  sampled: z.number().int(),
  baselineRows: z.number().int(),
  drifting: z.number().int(),
  error: z.string().nullable(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

/** The verdict on one column, without its distributions. */
export const columnVerdictSchema = z.object({
  slice: z.string(),
  column: z.string(),
  label: z.string(),
  verdict: z.enum(verdicts),
  size: z.enum(effectSizes),
  effect: z.number(),
  pValue: z.number(),
  words: z.string(),
  /** Of a monitor's last window: the beginning of the first from which on the column drifted in every window. */
  since: z.iso.datetime().nullable().default(null),
});
export type ColumnVerdict = z.infer<typeof columnVerdictSchema>;

/** One window in a glance over many. */
export const recentWindowSchema = z.object({
  runId: z.string(),
  windowStart: z.iso.datetime(),
  rows: z.number().int(),
  /** Columns that drifted, and those that were judged at all. */
  drifting: z.number().int(),
  judged: z.number().int(),
  /** Of the largest change. */
  size: z.enum(effectSizes),
});
export type RecentWindow = z.infer<typeof recentWindowSchema>;

export const monitorSchema = z.object({
  id: z.string(),
  endpoint: z.string(),
  environment: z.string().nullable(),
  isDefault: z.boolean(),
  name: z.string(),
  enabled: z.boolean(),
  columns: z.array(z.string()),
  slices: z.array(z.enum(sliceKeys)),
  granularity: z.enum(granularities),
  schedule: z.string(),
  timeZone: z.string(),
  scheduleWords: z.string(),
  baseline: baselineSchema,
  thresholds: thresholdsSchema,
  paidEmbeddings: z.boolean(),
  nextRunAt: z.iso.datetime().nullable(),
  /** Windows that are being computed right now. */
  running: z.number().int(),
  updatedAt: z.iso.datetime(),
  /** The last window that is done. */
  lastRun: runSummarySchema.nullable(),
  /** Its verdicts on all rows, worst first. */
  verdicts: z.array(columnVerdictSchema),
  /** The last windows that are done, oldest first. */
  recent: z.array(recentWindowSchema),
});
export type Monitor = z.infer<typeof monitorSchema>;

export const monitorPageSchema = z.object({ items: z.array(monitorSchema), total: z.number().int() });

/** One monitor over time: for each column its verdicts, oldest window first. */
export const monitorHistorySchema = z.object({
  monitor: monitorSchema,
  runs: z.array(runSummarySchema),
  columns: z.array(
    z.object({
      column: z.string(),
      label: z.string(),
      cells: z.array(
        z.object({
          runId: z.string(),
          verdict: z.enum(verdicts),
          size: z.enum(effectSizes),
          effect: z.number(),
        }),
      ),
    }),
  ),
});
export type MonitorHistory = z.infer<typeof monitorHistorySchema>;

export const historyQuerySchema = z.object({ windows: z.coerce.number().int().min(1).max(120).default(30) });

/** Everything about one window, slices too, worst first. */
export const monitorRunSchema = z.object({
  monitor: z.object({ id: z.string(), name: z.string(), endpoint: z.string() }),
  run: runSummarySchema.extend({
    baselineStart: z.iso.datetime().nullable(),
    baselineEnd: z.iso.datetime().nullable(),
    baselineSampled: z.number().int(),
    slicesLeft: z.number().int(),
  }),
  verdicts: z.array(columnVerdictSchema),
});
export type MonitorRunDetail = z.infer<typeof monitorRunSchema>;

export const columnDetailQuerySchema = z.object({
  column: z.string().max(100),
  slice: z.string().max(200).default(''),
});
export type ColumnDetailQuery = z.infer<typeof columnDetailQuerySchema>;

export const columnDetailSchema = z.object({
  column: z.string(),
  label: z.string(),
  unit: z.string().nullable(),
  slice: z.string(),
  profile: columnProfileSchema,
  finding: driftFindingSchema.nullable(),
  /** Requests that show the change, for whoever may read requests there. */
  examples: z.array(
    z.object({
      requestId: z.string(),
      question: z.string(),
      value: z.union([z.number(), z.string(), z.boolean(), z.null()]),
    }),
  ),
});
export type ColumnDetail = z.infer<typeof columnDetailSchema>;

export const schedulePreviewSchema = z.object({
  problem: z.string().nullable(),
  words: z.string().nullable(),
  next: z.array(z.iso.datetime()),
});
export const schedulePreviewQuerySchema = z.object({
  schedule: z.string().max(100),
  timeZone: z.string().max(60).default('UTC'),
});
