/** Shapes of the overview. Shares are 0–1, durations milliseconds, money nano-dollars as decimal strings. */
import { z } from 'zod';
import { quotaPeriodSchema, timeZoneSchema } from '../limits/schemas.ts';
import { metricsSchema } from '../monitoring/schemas.ts';
import { environmentSchema } from '../registry/schemas.ts';

const where = {
  endpoint: z.string().max(63).optional(),
  environment: environmentSchema.optional(),
};

export const overviewQuerySchema = z.object({
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  ...where,
});
export type OverviewQuery = z.infer<typeof overviewQuerySchema>;

export const overviewToneSchema = z.enum(['bad', 'warn', 'ok', 'neutral']);
export type OverviewTone = z.infer<typeof overviewToneSchema>;

/** Something that is not well, and where to look. */
export const overviewProblemSchema = z.object({
  kind: z.enum(['alert', 'health', 'errors', 'objective', 'budget']),
  tone: z.enum(['bad', 'warn']),
  text: z.string(),
  href: z.string(),
});
export type OverviewProblem = z.infer<typeof overviewProblemSchema>;

/** What an endpoint may spend in the period that runs: its quota of money. */
export const overviewBudgetSchema = z.object({
  endpoint: z.string(),
  period: quotaPeriodSchema,
  amount: z.string(),
  used: z.string(),
  /** Null when the amount is 0. */
  share: z.number().nullable(),
  periodEnd: z.iso.datetime(),
});
export type OverviewBudget = z.infer<typeof overviewBudgetSchema>;

const satisfactionSchema = z.object({
  value: z.number(),
  /** Interval of 95 % that holds however often one looks. */
  low: z.number(),
  high: z.number(),
  ratings: z.number().int(),
});

const figuresSchema = z.object({
  requests: z.number().int(),
  errors: z.number().int(),
  declined: z.number().int(),
  refused: z.number().int(),
  /** Among requests that were not refused; null without any. */
  errorRate: z.number().nullable(),
  declinedRate: z.number().nullable(),
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  satisfaction: satisfactionSchema.nullable(),
  spent: z.string(),
  /** Cost divided by answers given times the share of thumbs that are up; null without ratings. */
  perHelpful: z.string().nullable(),
});
export type OverviewFigures = z.infer<typeof figuresSchema>;

export const overviewSchema = z.object({
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  /** What it is about; null for everything in reach. */
  endpoint: z.string().nullable(),
  /** When this was read. */
  at: z.iso.datetime(),
  verdict: z.object({ tone: overviewToneSchema, word: z.string(), facts: z.string() }),
  /** The worst first. */
  problems: z.array(overviewProblemSchema),
  now: figuresSchema,
  /** The same length of time before. */
  previous: figuresSchema,
  /** The fullest first. */
  budgets: z.array(overviewBudgetSchema),
  objectives: z.object({
    met: z.number().int(),
    atRisk: z.number().int(),
    missed: z.number().int(),
    unknown: z.number().int(),
  }),
  health: z.object({ passing: z.number().int(), failing: z.number().int() }),
  alerts: z.object({ firing: z.number().int() }),
  /** What the figures were taken from, all together: the charts below the verdict show the same reading. */
  metrics: metricsSchema,
  /** In reach, to choose among; at most 200. */
  endpoints: z.array(z.object({ name: z.string(), environment: environmentSchema })),
});
export type Overview = z.infer<typeof overviewSchema>;

export const unansweredSchema = z.object({
  /** Declined requests in the range, whoever may read them. */
  count: z.number().int(),
  /** Null for callers who may not read requests. */
  questions: z
    .array(
      z.object({
        /** As it was asked last; differences of case, spaces and closing punctuation do not make another question. */
        question: z.string(),
        count: z.number().int(),
        endpoint: z.string(),
        lastAt: z.iso.datetime(),
        /** Of the last time it was asked. */
        requestId: z.string(),
      }),
    )
    .nullable(),
  /** Only the newest so many were looked at; null when all were. */
  examined: z.number().int().nullable(),
});
export type Unanswered = z.infer<typeof unansweredSchema>;

export const documentUseQuerySchema = overviewQuerySchema.extend({
  /** A document not published again for longer is stale. */
  staleDays: z.coerce.number().int().min(1).max(3650).default(180),
});
export type DocumentUseQuery = z.infer<typeof documentUseQuerySchema>;

export const usedDocumentSchema = z.object({
  documentId: z.string(),
  /** Null when it was deleted since. */
  name: z.string().nullable(),
  knowledge: z.string(),
  /** Leads to the document. */
  revisionId: z.string().nullable(),
  cited: z.number().int(),
  liked: z.number().int(),
  disliked: z.number().int(),
  publishedAt: z.iso.datetime().nullable(),
});
export type UsedDocument = z.infer<typeof usedDocumentSchema>;

export const documentUseSchema = z.object({
  mostUsed: z.array(usedDocumentSchema),
  mostDisliked: z.array(usedDocumentSchema),
  /** Still cited, though not published again for long. */
  stale: z.array(usedDocumentSchema),
  /** Documents the caller may not read, left out above. */
  withheld: z.number().int(),
  /** Up to when answers are counted; null when none ever was. */
  countedTo: z.iso.datetime().nullable(),
});
export type DocumentUse = z.infer<typeof documentUseSchema>;

export const overviewExportQuerySchema = overviewQuerySchema.extend({
  format: z.enum(['csv', 'pdf']).default('csv'),
  /** Of the times in the report. */
  timeZone: timeZoneSchema.default('UTC'),
});
export type OverviewExportQuery = z.infer<typeof overviewExportQuerySchema>;

export const marksQuerySchema = overviewQuerySchema;
export const markKinds = ['version', 'split', 'rollback', 'alert', 'incident'] as const;
export const chartMarkSchema = z.object({
  at: z.iso.datetime(),
  kind: z.enum(markKinds),
  label: z.string(),
  href: z.string(),
});
export type ChartMark = z.infer<typeof chartMarkSchema>;
export const chartMarksSchema = z.object({
  /** In time. */
  items: z.array(chartMarkSchema),
  more: z.boolean(),
});
