/** Shapes of the dashboards that the server and the screens share. */
import { z } from 'zod';

export const latencyMetrics = ['total', 'first_token', 'retrieve', 'generate'] as const;
export type LatencyMetric = (typeof latencyMetrics)[number];

export const groupBySchema = z.enum(['none', 'endpoint', 'version']);
export type GroupBy = z.infer<typeof groupBySchema>;

export const metricsQuerySchema = z.object({
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  endpoint: z.string().max(63).optional(),
  model: z.string().max(63).optional(),
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
      /** `all`, an endpoint's name, or `endpoint / model v3`. */
      key: z.string(),
      endpoint: z.string().nullable(),
      model: z.string().nullable(),
      version: z.number().int().nullable(),
      totals: metricTotalsSchema,
      /** Buckets without requests are absent: a gap, not a zero. */
      points: z.array(metricTotalsSchema.extend({ at: z.iso.datetime() })),
    }),
  ),
});
export type Metrics = z.infer<typeof metricsSchema>;
