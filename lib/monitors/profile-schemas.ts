/** What a column looks like in one window. */
import { z } from 'zod';

/** What a column holds, which decides how it is profiled and compared. Of `text` no value is kept. */
export const columnKinds = ['number', 'category', 'boolean', 'text'] as const;
export type ColumnKind = (typeof columnKinds)[number];

export type ColumnValue = number | string | boolean | null;

export const quantileNames = ['p1', 'p5', 'p25', 'p50', 'p75', 'p95', 'p99'] as const;

export const numbersProfileSchema = z.object({
  min: z.number(),
  max: z.number(),
  mean: z.number(),
  /** Of the sample (n − 1). */
  sd: z.number(),
  quantiles: z.record(z.enum(quantileNames), z.number()),
});
export type NumbersProfile = z.infer<typeof numbersProfileSchema>;

export const columnProfileSchema = z.object({
  kind: z.enum(columnKinds),
  /** Rows looked at, those without a value too. */
  count: z.number().int(),
  nulls: z.number().int(),
  /** Values that are infinite, beyond 1e100 or no number; counted, and otherwise left out. */
  notFinite: z.number().int(),
  distinct: z.number().int(),
  /** Of numbers; null when there is none. */
  numbers: numbersProfileSchema.nullable(),
  /** Characters of texts. */
  lengths: z.object({ min: z.number(), mean: z.number(), max: z.number() }).nullable(),
  /** The most frequent values, most frequent first. */
  frequent: z.array(z.object({ value: z.string(), count: z.number().int() })),
});
export type ColumnProfile = z.infer<typeof columnProfileSchema>;
