/** Metrics of one's own formulas, as they are set up and read. */
import { z } from 'zod';
import { maxFormulaChars } from './formula/parse-formula.ts';
import { monitorNameSchema } from './monitor-schemas.ts';

export const customKinds = ['row', 'derived'] as const;
export type CustomKind = (typeof customKinds)[number];

export const rowAggregations = [
  'mean',
  'sum',
  'min',
  'max',
  'p50',
  'p90',
  'p95',
  'p99',
  'share',
  'count',
] as const;
export type RowAggregation = (typeof rowAggregations)[number];

export const customGranularities = ['hour', 'day'] as const;

const formula = z.string().trim().min(1, 'Write a formula.').max(maxFormulaChars);

const settings = {
  name: monitorNameSchema,
  description: z.string().trim().max(500).default(''),
  kind: z.enum(customKinds),
  formula,
  aggregation: z.enum(rowAggregations).nullable().default(null),
  granularity: z.enum(customGranularities).default('hour'),
  enabled: z.boolean().default(true),
};

const complete = ({ kind, aggregation }: { kind: CustomKind; aggregation: RowAggregation | null }): boolean =>
  (kind === 'row') === (aggregation !== null);
const incomplete = {
  error: 'Say how the values of rows become one, and nothing of the kind for a formula over metrics.',
  path: ['aggregation'],
};

export const createCustomSchema = z
  .object({ endpoint: z.string().min(1).max(63), ...settings })
  .refine(complete, incomplete);
export type CreateCustom = z.infer<typeof createCustomSchema>;

export const saveCustomSchema = z.object(settings).refine(complete, incomplete);
export type SaveCustom = z.infer<typeof saveCustomSchema>;

export const tryCustomSchema = z
  .object({
    endpoint: z.string().min(1).max(63),
    name: z.string().max(80).default(''),
    kind: z.enum(customKinds),
    formula: z.string().max(2000),
    aggregation: z.enum(rowAggregations).nullable().default(null),
  })
  .refine(complete, incomplete);
export type TryCustom = z.infer<typeof tryCustomSchema>;

export const listCustomQuerySchema = z.object({
  endpoint: z.string().max(63).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(25),
});
export type ListCustomQuery = z.infer<typeof listCustomQuerySchema>;

export const customMetricSchema = z.object({
  id: z.string(),
  endpoint: z.string(),
  name: z.string(),
  description: z.string(),
  kind: z.enum(customKinds),
  formula: z.string(),
  aggregation: z.enum(rowAggregations).nullable(),
  granularity: z.enum(customGranularities),
  enabled: z.boolean(),
  computedThrough: z.iso.datetime().nullable(),
  error: z.string().nullable(),
  updatedAt: z.iso.datetime(),
});
export type CustomMetric = z.infer<typeof customMetricSchema>;

export const customPageSchema = z.object({ items: z.array(customMetricSchema), total: z.number().int() });

const cellSchema = z.union([z.number(), z.string(), z.boolean(), z.null()]);

export const trialSchema = z.object({
  /** What is wrong and where, in characters from the beginning; null for a formula that can be saved. */
  problem: z.object({ message: z.string(), at: z.number().int() }).nullable(),
  /** Of the rows or the day looked at; null where there is no value. */
  value: z.number().nullable(),
  /** Rows looked at, and those of them with a value. */
  rows: z.number().int(),
  withValue: z.number().int(),
  /** Some of the newest rows with what the formula made of them. */
  samples: z.array(
    z.object({ requestId: z.string(), inputs: z.record(z.string(), cellSchema), value: cellSchema }),
  ),
});
export type Trial = z.infer<typeof trialSchema>;
