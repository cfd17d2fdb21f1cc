/** Shapes of experiments and runs that the server and the screens share. */
import { z } from 'zod';

/** A whole number as text, because MLflow's clients handle experiment ids as text. "0" is the default experiment. */
export const experimentIdSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,8})$/, 'An experiment id is a whole number, e.g. "0".');

/** 32 hexadecimal digits. */
export const runIdSchema = z.string().regex(/^[0-9a-f]{32}$/, 'A run id has 32 hexadecimal digits.');

export const lifecycleSchema = z.enum(['active', 'deleted']);
export type Lifecycle = z.infer<typeof lifecycleSchema>;

export const runStatuses = ['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'] as const;
export const runStatusSchema = z.enum(runStatuses);
export type RunStatus = z.infer<typeof runStatusSchema>;

/** A number as JSON can carry it: what is no number in JSON is its name. */
export const metricValueSchema = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]);
export type MetricValue = z.infer<typeof metricValueSchema>;

export function toMetricValue(value: number): MetricValue {
  if (Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? 'Infinity' : '-Infinity';
}

const texts = z.record(z.string(), z.string());

export const experimentSchema = z.object({
  id: experimentIdSchema,
  name: z.string(),
  /** The tag `mlflow.note.content`, which MLflow shows as the description. */
  description: z.string(),
  lifecycle: lifecycleSchema,
  tags: texts,
  /** Runs that are not deleted. */
  runs: z.number().int(),
  /** When the newest of them began. */
  lastRunAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Experiment = z.infer<typeof experimentSchema>;

/** What `GET /api/experiments` answers: active ones, those with the newest runs first. */
export const experimentListSchema = z.object({ items: z.array(experimentSchema) });

/** Of an experiment and of a run. */
export const describeSchema = z.object({ description: z.string().max(5000) });

export const metricSummarySchema = z.object({
  key: z.string(),
  /** Of the point with the highest step, then time, then value. */
  value: metricValueSchema,
  step: z.number().int(),
  /** Milliseconds since 1970. */
  timestamp: z.number().int(),
});
export type MetricSummary = z.infer<typeof metricSummarySchema>;

export const runSchema = z.object({
  id: runIdSchema,
  experimentId: experimentIdSchema,
  name: z.string(),
  description: z.string(),
  status: runStatusSchema,
  /** Whom the client says it ran for. */
  userName: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  lifecycle: lifecycleSchema,
  /** Sorted by key. */
  metrics: z.array(metricSummarySchema),
  params: texts,
  tags: texts,
});
export type Run = z.infer<typeof runSchema>;

/** Which runs of an experiment a page of the list shows. */
export const runPageQuerySchema = z.object({
  /** MLflow's filter language, e.g. `metrics.loss < 0.2 AND params.model = 'a'`; plain words look for a name. */
  q: z.string().max(2000).default(''),
  /** E.g. `metrics.loss ASC`, `params."top k"`, `attributes.start_time DESC`; empty means newest first. */
  orderBy: z.string().max(300).default(''),
  lifecycle: lifecycleSchema.default('active'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  /** Opaque; from the previous page's `next`. */
  cursor: z.string().max(4000).optional(),
});
export type RunPageQuery = z.infer<typeof runPageQuerySchema>;

export const runPageSchema = z.object({ items: z.array(runSchema), next: z.string().nullable() });
export type RunPage = z.infer<typeof runPageSchema>;

export const runDetailSchema = runSchema.extend({
  experimentName: z.string(),
  /** Versions that were registered from this run, newest first. */
  versions: z.array(
    z.object({
      model: z.string(),
      version: z.number().int(),
      stage: z.string(),
      createdAt: z.iso.datetime(),
    }),
  ),
});
export type RunDetail = z.infer<typeof runDetailSchema>;

export const metricPointSchema = z.object({
  step: z.number().int(),
  /** Milliseconds since 1970. */
  timestamp: z.number().int(),
  value: metricValueSchema,
});
export type MetricPoint = z.infer<typeof metricPointSchema>;

/** A metric's key in an address: one segment or, with its slashes as they are, several. */
export const metricKeySegmentsSchema = z
  .array(z.string())
  .transform((segments) => segments.map(decoded).join('/'))
  .pipe(z.string().min(1).max(250));

/** Keys hold no percent sign, so that decoding what the router decoded already changes nothing. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** What `GET /api/runs/{id}/metrics/{key}` answers. */
export const metricSeriesSchema = z.object({
  key: z.string(),
  /** 1000 at most, by step, then time. When there are more, the lowest and the highest of each stretch are here. */
  points: z.array(metricPointSchema),
  /** Points there are. */
  total: z.number().int(),
});
export type MetricSeries = z.infer<typeof metricSeriesSchema>;

export const compareRunsSchema = z.object({
  ids: z
    .array(runIdSchema)
    .min(1)
    .max(50)
    .refine((ids) => new Set(ids).size === ids.length, 'Name each run once.'),
});

function comparedSchema<T extends z.ZodType>(value: T) {
  return z.array(
    z.object({
      key: z.string(),
      /** In the order of the runs; null where a run has none. */
      values: z.array(value.nullable()),
      differs: z.boolean(),
    }),
  );
}

/** What `POST /api/runs/compare` answers. Rows are sorted by key. */
export const runComparisonSchema = z.object({
  /** In the order they were asked for. */
  runs: z.array(runDetailSchema),
  params: comparedSchema(z.string()),
  metrics: comparedSchema(metricValueSchema),
  tags: comparedSchema(z.string()),
});
export type RunComparison = z.infer<typeof runComparisonSchema>;

export const runTrendsQuerySchema = z.object({
  ids: z.array(runIdSchema).min(1).max(100),
  /** Of the metrics; every metric when absent. */
  keys: z.array(z.string().min(1).max(250)).max(100).optional(),
});
export type RunTrendsQuery = z.infer<typeof runTrendsQuerySchema>;

/** How a metric of a run went, for a small drawing and to know whether there is a curve at all. */
export const metricTrendSchema = z.object({
  runId: runIdSchema,
  key: z.string(),
  /** Points there are: two at least. */
  total: z.number().int(),
  /** 32 at most: the last value of each stretch of equal counts of points; null is no finite number. */
  values: z.array(z.number().nullable()),
});
export type MetricTrend = z.infer<typeof metricTrendSchema>;

/** What `POST /api/runs/trends` answers: metrics with one point are left out. */
export const runTrendsSchema = z.object({ items: z.array(metricTrendSchema) });
