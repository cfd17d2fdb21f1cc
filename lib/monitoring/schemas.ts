/** Shapes of the dashboards that the server and the screens share. */
import { z } from 'zod';
import { environmentSchema } from '../registry/schemas.ts';

export * from './metric-catalogue.ts';
export * from './metric-schemas.ts';

export const latencyMetrics = ['total', 'first_token', 'retrieve', 'generate'] as const;
export type LatencyMetric = (typeof latencyMetrics)[number];

export const groupBySchema = z.enum(['none', 'endpoint', 'version', 'arm']);
export type GroupBy = z.infer<typeof groupBySchema>;

export const metricsQuerySchema = z.object({
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  environment: environmentSchema.optional(),
  endpoint: z.string().max(63).optional(),
  /** Of an external model, its provider and name: `openai › gpt-5`. */
  model: z.string().max(300).optional(),
  version: z.coerce.number().int().optional(),
  groupBy: groupBySchema.default('none'),
});
export type MetricsQuery = z.infer<typeof metricsQuerySchema>;

const percentilesSchema = z.object({ p50: z.number(), p95: z.number(), p99: z.number() }).nullable();

export const metricTotalsSchema = z.object({
  requests: z.number().int(),
  declined: z.number().int(),
  stopped: z.number().int(),
  errors: z.number().int(),
  refused: z.number().int(),
  inputTokens: z.number().int(),
  cachedInputTokens: z.number().int(),
  cacheWriteTokens: z.number().int(),
  outputTokens: z.number().int(),
  reasoningTokens: z.number().int(),
  /** Nano-dollars, decimal string. */
  cost: z.string(),
  thumbsUp: z.number().int(),
  thumbsDown: z.number().int(),
  starsSum: z.number().int(),
  starsCount: z.number().int(),
  /** Milliseconds; null when nothing was measured. */
  latency: z.object({
    total: percentilesSchema,
    first_token: percentilesSchema,
    retrieve: percentilesSchema,
    generate: percentilesSchema,
  }),
});
export type MetricTotals = z.infer<typeof metricTotalsSchema>;

/** `totals` for the whole range and the same range before it; `series` per bucket of `bucketSeconds`. */
export const metricsSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  bucketSeconds: z.number().int(),
  totals: metricTotalsSchema,
  previous: metricTotalsSchema,
  groups: z.array(
    z.object({
      /** `all`, an endpoint's name, `endpoint / model v3`, or `endpoint / entity`. */
      key: z.string(),
      endpoint: z.string().nullable(),
      model: z.string().nullable(),
      version: z.number().int().nullable(),
      /** Served entity the requests were assigned to; set when grouped by `arm`. */
      arm: z.string().nullable(),
      totals: metricTotalsSchema,
      /** Buckets without requests are absent: a gap, not a zero. */
      points: z.array(metricTotalsSchema.extend({ at: z.iso.datetime() })),
    }),
  ),
});
export type Metrics = z.infer<typeof metricsSchema>;

/**
 * An estimate with an interval that holds at every look at once, however often one looks (a confidence sequence). `high` is
 * null while nothing bounds it from above: a high percentile, or a mean cost, of few requests.
 */
export const estimateSchema = z.object({ value: z.number(), low: z.number(), high: z.number().nullable() });
export type Estimate = z.infer<typeof estimateSchema>;

/** What one served entity did with what was assigned to it; answers of its fallbacks count for it. */
export const armResultSchema = z.object({
  entity: z.string(),
  traffic: z.enum(['live', 'shadow']),
  requests: z.number().int(),
  /** Different units (users, conversations) among them. */
  units: z.number().int(),
  /** Requests another entity answered as fallback. */
  fallbacks: z.number().int(),
  cacheHits: z.number().int(),
  /** Each null while nothing was measured. Rates 0–1, latencies in milliseconds, cost in nano-dollars a request. */
  errorRate: estimateSchema.nullable(),
  declinedRate: estimateSchema.nullable(),
  /** Thumbs up among thumbs. */
  satisfaction: estimateSchema.nullable(),
  ratings: z.number().int(),
  p50: estimateSchema.nullable(),
  p95: estimateSchema.nullable(),
  p99: estimateSchema.nullable(),
  firstTokenP50: estimateSchema.nullable(),
  cost: estimateSchema.nullable(),
  /** Likeness of a shadow's answers to those shown, 0–1. */
  agreement: estimateSchema.nullable(),
});
export type ArmResult = z.infer<typeof armResultSchema>;

export const sampleRatioSchema = z.object({
  status: z.enum(['too-early', 'as-expected', 'mismatch']),
  /** Anytime-valid p-value of the shares being as configured; null without units. */
  pValue: z.number().nullable(),
  arms: z.array(z.object({ entity: z.string(), units: z.number().int(), expectedShare: z.number() })),
  /** The verdict in words, with what to look at when it is a mismatch. */
  message: z.string(),
});
export type SampleRatio = z.infer<typeof sampleRatioSchema>;

/** What `GET /api/endpoints/{name}/results?config=4` answers; `config` is the one in force when absent. */
export const armResultsQuerySchema = z.object({ config: z.coerce.number().int().min(1).optional() });
export const armResultsSchema = z.object({
  endpoint: z.string(),
  config: z.number().int(),
  /** Since the configuration is in force, and until when. */
  from: z.iso.datetime(),
  to: z.iso.datetime().nullable(),
  /** Of the intervals, e.g. 0.95. */
  confidence: z.number(),
  /** In the order of the configuration. */
  arms: z.array(armResultSchema),
  sampleRatio: sampleRatioSchema,
});
export type ArmResults = z.infer<typeof armResultsSchema>;
