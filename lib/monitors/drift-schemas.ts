/** How a window differs from its baseline. */
import { z } from 'zod';
import { columnKinds, columnProfileSchema } from './profile-schemas.ts';
import { corrections } from './statistics/corrections.ts';

export const thresholdsSchema = z.object({
  /** Largest corrected p-value of a change that counts. */
  alpha: z.number().min(0.0001).max(0.5).default(0.05),
  /** Smallest effect of one. */
  effect: z.number().min(0.01).max(5).default(0.1),
  /** Fewer rows on either side are not judged. */
  minRows: z.number().int().min(2).max(10_000).default(30),
  correction: z.enum(corrections).default('benjamini-hochberg'),
});
export type Thresholds = z.infer<typeof thresholdsSchema>;

export const driftTests = ['kolmogorov-smirnov', 'chi-squared', 'fisher', 'permutation'] as const;
export type DriftTest = (typeof driftTests)[number];

/**
 * What the effect is measured by: standard deviations of the baseline moved, a distance of 0–1, or, of `centres`, how far the
 * middle of the questions moved, in halves of the usual distance of a question from it: about 1 for another subject altogether.
 */
export const effectMeasures = ['wasserstein', 'jensen-shannon', 'cosine', 'centres'] as const;
export type EffectMeasure = (typeof effectMeasures)[number];

export const verdicts = ['drift', 'missing', 'steady', 'too-few'] as const;
export type Verdict = (typeof verdicts)[number];

export const effectSizes = ['negligible', 'small', 'moderate', 'large'] as const;
export type EffectSize = (typeof effectSizes)[number];

/** Both distributions over the same bins or values. */
export const distributionsSchema = z.object({
  /** Of numbers the edges between bins, one fewer than there are counts; null for categories. */
  edges: z.array(z.number()).nullable(),
  labels: z.array(z.string()).nullable(),
  baseline: z.array(z.number().int()),
  current: z.array(z.number().int()),
});
export type Distributions = z.infer<typeof distributionsSchema>;

/** What texts were compared by. */
export const basisSchema = z.object({
  by: z.enum(['embeddings', 'words']),
  /** Of embeddings. */
  model: z.string().nullable(),
  knowledge: z.string().nullable(),
  /** Why it is by words alone. */
  why: z.string().nullable(),
  /** Questions looked at. */
  questions: z.object({ baseline: z.number().int(), current: z.number().int() }),
  /** Those the model was asked for; the others had been embedded before. */
  asked: z.number().int(),
  /** Of asking, in nano-dollars. */
  cost: z.string(),
});
export type Basis = z.infer<typeof basisSchema>;

const nullable = z.number().nullable();

/** Every distance that has a meaning for the column; null where it has none. */
export const measuresSchema = z.object({
  kolmogorovSmirnov: nullable,
  chiSquared: nullable,
  /** In the unit of the column. */
  wasserstein: nullable,
  jensenShannon: nullable,
  populationStability: nullable,
  totalVariation: nullable,
});
export type Measures = z.infer<typeof measuresSchema>;

export const comparisonSchema = z.object({
  kind: z.enum(columnKinds),
  test: z.enum(driftTests),
  statistic: z.number(),
  pValue: z.number(),
  effectMeasure: z.enum(effectMeasures),
  effect: z.number(),
  /** Values compared, without those missing. */
  rows: z.object({ baseline: z.number().int(), current: z.number().int() }),
  /** Shares of rows without a value, and how likely such a difference is by chance. */
  missing: z.object({ baseline: z.number(), current: z.number(), pValue: z.number() }),
  measures: measuresSchema,
  /** Of texts with embeddings: distances of single questions from the centre of the baseline. */
  distributions: distributionsSchema,
  /** Of texts only. */
  basis: basisSchema.nullable().default(null),
});
export type Comparison = z.infer<typeof comparisonSchema>;

export const driftFindingSchema = comparisonSchema.extend({
  adjustedPValue: z.number(),
  verdict: z.enum(verdicts),
  size: z.enum(effectSizes),
  /** The verdict in a sentence. */
  words: z.string(),
  /** What the column looked like in the baseline. */
  baseline: columnProfileSchema,
  /** Of drift: requests of the window that show it, with their value; no text of theirs is kept. */
  examples: z
    .array(
      z.object({ requestId: z.string(), value: z.union([z.number(), z.string(), z.boolean(), z.null()]) }),
    )
    .default([]),
});
export type DriftFinding = z.infer<typeof driftFindingSchema>;
