/** Shapes of the objectives feature that the server and the screens share. */
import { z } from 'zod';
import { environmentSchema } from '../registry/schemas.ts';

/** What can be promised of an endpoint, in the words of the screens. */
export const objectiveKinds = {
  availability: {
    label: 'Availability',
    promise: 'of requests do not fail',
    counted: 'requests',
    description: 'Requests that do not fail, among those that were admitted.',
  },
  latency: {
    label: 'Latency',
    promise: 'of requests are answered in time',
    counted: 'requests',
    description: 'Requests answered within a time, among those that were admitted.',
  },
  satisfaction: {
    label: 'Satisfaction',
    promise: 'of ratings are thumbs up',
    counted: 'ratings',
    description: 'Thumbs up among all thumbs.',
  },
  groundedness: {
    label: 'Groundedness',
    promise: 'of checked sentences are supported by a cited passage',
    counted: 'checked sentences',
    description: 'Checked sentences of answers that a cited passage supports.',
  },
} as const;
export type ObjectiveKind = keyof typeof objectiveKinds;
export const objectiveKindNames = Object.keys(objectiveKinds) as [ObjectiveKind, ...ObjectiveKind[]];
export const objectiveKindSchema = z.enum(objectiveKindNames);

const nameSchema = z
  .string()
  .trim()
  .min(1, 'Give the objective a name.')
  .max(100)
  .regex(/^\P{Cc}*$/u, 'Control characters are not allowed.');

const definition = {
  name: nameSchema,
  kind: objectiveKindSchema,
  /** Share that must be good. Below 1: without anything left to fail, there is no budget to speak of. */
  target: z
    .number()
    .min(0.01, 'Give a target of at least 1 %.')
    .max(0.99999, 'Give a target of at most 99.999 %: 100 % leaves no room for any failure.'),
  /** Of latency: the longest a good request takes, in milliseconds. */
  thresholdMs: z.number().min(1).max(3_600_000).nullable().default(null),
  /** Length of the moving window the target holds over. */
  windowDays: z.number().int().min(1).max(90),
};

function thresholdFits({ kind, thresholdMs }: { kind: ObjectiveKind; thresholdMs: number | null }): boolean {
  return (kind === 'latency') === (thresholdMs !== null);
}
const thresholdProblem = {
  error: 'Give a time for an objective of latency, and for no other.',
  path: ['thresholdMs'],
};

export const objectiveInputSchema = z.object(definition).refine(thresholdFits, thresholdProblem);
export type ObjectiveInput = z.infer<typeof objectiveInputSchema>;

export const createObjectiveSchema = z
  .object({ endpoint: z.string().min(1).max(63), ...definition })
  .refine(thresholdFits, thresholdProblem);
export type CreateObjective = z.infer<typeof createObjectiveSchema>;

export const objectiveSchema = z.object({
  id: z.string(),
  endpoint: z.string(),
  environment: environmentSchema,
  ...definition,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Objective = z.infer<typeof objectiveSchema>;

/** What was measured over a time. `total` is what could have been good: requests, ratings, checked sentences. */
export const objectiveCountsSchema = z.object({ good: z.number(), total: z.number() });
export type ObjectiveCounts = z.infer<typeof objectiveCountsSchema>;

/**
 * `met`: budget is left and lasts. `at-risk`: it is being used so fast that it ends before the window is over.
 * `missed`: nothing is left. `unknown`: nothing was measured.
 */
export const objectiveStates = ['missed', 'at-risk', 'unknown', 'met'] as const;
export const objectiveStateSchema = z.enum(objectiveStates);
export type ObjectiveState = z.infer<typeof objectiveStateSchema>;

const burnSchema = z.object({
  seconds: z.number().int(),
  /** 1 uses the budget up in exactly one window; null when nothing was measured. */
  rate: z.number().nullable(),
  total: z.number(),
});
export type Burn = z.infer<typeof burnSchema>;

export const objectiveStatusSchema = objectiveCountsSchema.extend({
  state: objectiveStateSchema,
  /** Share that was good; null when nothing was measured. */
  value: z.number().nullable(),
  /** Share of the error budget that is left; below 0 when more was used. Null when nothing was measured. */
  budgetLeft: z.number().nullable(),
  /** Failures that may still happen at the amount counted so far; below 0 when there were too many. */
  failuresLeft: z.number().nullable(),
  /** Over the last hour, six hours and three days. */
  burn: z.array(burnSchema),
  /** When the budget ends if it goes on being used as in the last six hours; null when it lasts, or has ended. */
  endsAt: z.iso.datetime().nullable(),
});
export type ObjectiveStatus = z.infer<typeof objectiveStatusSchema>;

export const measuredObjectiveSchema = objectiveSchema.extend({ status: objectiveStatusSchema });
export type MeasuredObjective = z.infer<typeof measuredObjectiveSchema>;

export const listObjectivesQuerySchema = z.object({
  endpoint: z.string().max(63).optional(),
  environment: environmentSchema.optional(),
});
export type ListObjectivesQuery = z.infer<typeof listObjectivesQuerySchema>;

export const objectiveListSchema = z.object({
  /** Those in trouble first. */
  items: z.array(measuredObjectiveSchema),
  /** There are others. */
  more: z.boolean(),
  /** Endpoints in reach that nothing is promised of. */
  without: z.array(z.object({ name: z.string(), environment: environmentSchema })),
});
export type ObjectiveList = z.infer<typeof objectiveListSchema>;

/** The window as it was used, step by step. */
export const objectiveHistorySchema = z.object({
  objective: measuredObjectiveSchema,
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  stepSeconds: z.number().int(),
  points: z.array(
    objectiveCountsSchema.extend({
      at: z.iso.datetime(),
      /** Share of the budget of the whole window that was left at the end of this step. */
      budgetLeft: z.number(),
    }),
  ),
});
export type ObjectiveHistory = z.infer<typeof objectiveHistorySchema>;

/** What is offered for an endpoint that nothing is promised of. */
export const objectiveTemplates: readonly ObjectiveInput[] = [
  { name: 'Answers without errors', kind: 'availability', target: 0.99, thresholdMs: null, windowDays: 28 },
  { name: 'Answers within 10 seconds', kind: 'latency', target: 0.95, thresholdMs: 10_000, windowDays: 28 },
  { name: 'People are satisfied', kind: 'satisfaction', target: 0.8, thresholdMs: null, windowDays: 28 },
  { name: 'Answers are supported', kind: 'groundedness', target: 0.9, thresholdMs: null, windowDays: 28 },
];
