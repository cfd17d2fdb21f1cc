import { z } from 'zod';
import { environmentSchema } from '../registry/schemas.ts';

/**
 * Why a request counts as a problem, and how much. A request's score is the sum of the weights of the reasons that hold; a
 * line's score is the sum over its requests, so that what happens often comes before what happened once, and what people
 * said themselves before what was measured.
 */
export const problemWeights = {
  thumbsDown: 5,
  error: 4,
  blocked: 3,
  declined: 3,
  askedAgain: 3,
  unsupported: 2,
  poorRetrieval: 2,
  slow: 1,
} as const;

export type ProblemReason = keyof typeof problemWeights;
export const problemReasons = Object.keys(problemWeights) as [ProblemReason, ...ProblemReason[]];
export const problemReasonSchema = z.enum(problemReasons);

/** Below these an answer is hardly supported by what it cites, and the passages found hardly fit the question. */
export const leastSupport = 0.5;
export const leastRetrievalScore = 0.35;
/** A like question by the same person within this time. */
export const askedAgainMinutes = 10;
/** Share of requests of an endpoint that are quicker than a slow one. */
export const slowQuantile = 0.95;

export const problemQuerySchema = z.object({
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  endpoint: z.string().max(63).optional(),
  environment: environmentSchema.optional(),
  reason: problemReasonSchema.optional(),
  groupBy: z.enum(['question', 'topic']).default('question'),
  done: z.enum(['yes', 'no']).optional(),
});
export type ProblemQuery = z.infer<typeof problemQuerySchema>;

export const problemSchema = z.object({
  /** Of the newest request of the line. */
  requestId: z.string(),
  requestIds: z.array(z.string()),
  question: z.string(),
  endpoint: z.string(),
  topic: z.number().int().nullable(),
  terms: z.array(z.string()),
  count: z.number().int(),
  /** Different people and programs. */
  askers: z.number().int(),
  score: z.number(),
  /** How many of its requests each reason holds for. */
  reasons: z.partialRecord(problemReasonSchema, z.number().int()),
  lastAt: z.iso.datetime(),
});
export type Problem = z.infer<typeof problemSchema>;

export const problemListSchema = z.object({
  items: z.array(problemSchema),
  /** Requests looked at: the newest of the range, so many at most. */
  looked: z.number().int(),
  /** There were more in the range than were looked at. */
  bounded: z.boolean(),
});
export type ProblemList = z.infer<typeof problemListSchema>;
