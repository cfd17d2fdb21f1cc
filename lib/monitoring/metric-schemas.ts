/** One reading of one metric: what is asked and what is answered, for every chart, alert and objective. */
import { z } from 'zod';
import { trafficKindSchema } from '../inference/schemas.ts';
import { environmentSchema } from '../registry/schemas.ts';
import {
  type Aggregation,
  aggregationsOf,
  type MetricName,
  mayAggregate,
  metricNames,
} from './metric-catalogue.ts';

const aggregations = [...new Set(Object.values(aggregationsOf).flat())] as [Aggregation, ...Aggregation[]];
export const aggregationSchema = z.enum(aggregations);
export const metricNameSchema = z.enum(metricNames);

/**
 * What a reading can be split by. `arm` is the served entity that was intended; `version` the one that answered; `subject`
 * the kind of a tally, or what a gauge is of. Gauges know `endpoint` and `subject` alone, and their subjects are split by endpoint
 * too: `labels` say both.
 */
export const dimensions = [
  'endpoint',
  'model',
  'version',
  'arm',
  'configuration',
  'traffic',
  'subject',
] as const;
export const dimensionSchema = z.enum(dimensions);
export type Dimension = (typeof dimensions)[number];

/** Which requests a reading is about. */
export const metricFilterSchema = z.object({
  environment: environmentSchema.optional(),
  endpoint: z.string().max(63).optional(),
  /** Of an external model, its provider and name: `openai › gpt-5`. */
  model: z.string().max(300).optional(),
  version: z.coerce.number().int().optional(),
  arm: z.string().max(63).optional(),
  configuration: z.coerce.number().int().optional(),
  traffic: trafficKindSchema.default('live'),
  subject: z.string().max(300).optional(),
});
export type MetricFilter = z.infer<typeof metricFilterSchema>;

/** A metric as dashboards and rules keep it: everything but the time. */
export const metricExpressionSchema = metricFilterSchema.extend({
  metric: metricNameSchema,
  aggregation: aggregationSchema,
  /** Of `share_at_most`: the share of values at or below it, in the unit of the metric. */
  threshold: z.coerce.number().min(0).optional(),
  groupBy: dimensionSchema.optional(),
});
export type MetricExpression = z.infer<typeof metricExpressionSchema>;

function complete(expression: MetricExpression): boolean {
  return (expression.aggregation === 'share_at_most') === (expression.threshold !== undefined);
}

export const metricQuerySchema = metricExpressionSchema
  .extend({
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
    /** Seconds of a point; chosen to give some sixty points when absent. `0` asks for totals alone. */
    step: z.coerce.number().int().min(0).max(604_800).optional(),
    /** The same length of time right before, as totals. */
    compare: z.literal('previous').optional(),
  })
  .refine(({ metric, aggregation }) => mayAggregate(metric, aggregation), {
    error: 'This metric cannot be aggregated so; see the list of metrics.',
    path: ['aggregation'],
  })
  .refine(complete, {
    error: 'Give a threshold with "share_at_most", and with nothing else.',
    path: ['threshold'],
  });
export type MetricQuery = z.infer<typeof metricQuerySchema>;

/**
 * Null: nothing was measured, which is a gap and not a zero; the sum of no requests is 0. `count` is what the value rests on:
 * requests of counts, the denominator of ratios, values of distributions, samples of gauges.
 */
const measuredSchema = z.object({ value: z.number().nullable(), count: z.number() });
export type Measured = z.infer<typeof measuredSchema>;

export const metricGroupSchema = measuredSchema.extend({
  /** Readable and unique within the answer, e.g. `guide-chat`, `guide v3` or `guide-chat › p95`; `all` when nothing is split. */
  key: z.string(),
  labels: z.object({
    endpoint: z.string().optional(),
    model: z.string().optional(),
    version: z.number().int().optional(),
    arm: z.string().optional(),
    configuration: z.number().int().optional(),
    traffic: z.string().optional(),
    subject: z.string().optional(),
  }),
  previous: measuredSchema.nullable(),
  /** Steps without a measurement are absent. */
  points: z.array(measuredSchema.extend({ at: z.iso.datetime() })),
});
export type MetricGroup = z.infer<typeof metricGroupSchema>;

export const metricReadingSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  stepSeconds: z.number().int(),
  /** All groups together. */
  total: measuredSchema,
  previous: measuredSchema.nullable(),
  /** At most 200, those with most counted first; `more` says that there are others. */
  groups: z.array(metricGroupSchema),
  more: z.boolean(),
});
export type MetricReading = z.infer<typeof metricReadingSchema>;

/** What something has at a moment: resources, health, drift, custom metrics. */
export interface GaugeSample {
  metric: MetricName;
  /** Empty when it is of no endpoint. */
  endpoint: string;
  /** What it is of: a process, a queue, a check, `monitor: column`. */
  subject: string;
  at: Date;
  value: number;
}
