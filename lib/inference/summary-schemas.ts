/** A request as a row of the list. */
import { z } from 'zod';
import { environmentSchema } from '../registry/schemas.ts';

export const inferenceStatusSchema = z.enum(['ok', 'declined', 'stopped', 'error', 'refused']);
export type InferenceStatus = z.infer<typeof inferenceStatusSchema>;

/** `live` is what people and programs asked; `shadow` a mirrored copy; `playground` a version tried outside endpoints. */
export const trafficKinds = ['live', 'shadow', 'playground'] as const;
export const trafficKindSchema = z.enum(trafficKinds);
export type TrafficKind = z.infer<typeof trafficKindSchema>;

/** A row of the list. */
export const inferenceSummarySchema = z.object({
  requestId: z.string(),
  at: z.iso.datetime(),
  status: inferenceStatusSchema,
  httpStatus: z.number().int(),
  source: z.enum(['chat', 'api']),
  traffic: trafficKindSchema,
  endpoint: z.string(),
  /** The environment the endpoint is in now; null when it is gone or there never was one. */
  environment: environmentSchema.nullable(),
  model: z.string().nullable(),
  version: z.number().int().nullable(),
  alias: z.string().nullable(),
  configNumber: z.number().int().nullable(),
  /** Entity the unit was assigned to. */
  intendedEntity: z.string().nullable(),
  /** Entity that answered: another one when a fallback did. */
  servedEntity: z.string().nullable(),
  /** Whose stickiness decided: `user`, `conversation`, `header` or `request`; null when nothing was assigned. */
  unitKind: z.enum(['user', 'conversation', 'header', 'request']).nullable(),
  /** Rule that chose the model; null when none held or there are none. */
  routingRule: z.string().nullable(),
  /** Whether the response cache was asked, and what it said. */
  cache: z.enum(['off', 'miss', 'hit']),
  /** Request this one is a shadow of. */
  shadowOf: z.string().nullable(),
  /** Likeness of a shadow's answer to the one shown, 0–1; null when there was nothing to compare. */
  shadowSimilarity: z.number().nullable(),
  knowledge: z.string().nullable(),
  snapshot: z.number().int().nullable(),
  requester: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
  conversationId: z.string().nullable(),
  /** First 300 characters. */
  question: z.string(),
  output: z.string(),
  totalMs: z.number(),
  timeToFirstTokenMs: z.number().nullable(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  /** Nano-dollars, as a decimal string: integers of money never pass through floats. */
  cost: z.string(),
  thumb: z.enum(['up', 'down']).nullable(),
  stars: z.number().int().nullable(),
  errorCode: z.string().nullable(),
  /** ISO 639-1 code of the question; null when it cannot be told. */
  language: z.string().nullable(),
  /** Score of the best passage, 0–1; null when nothing was searched. */
  retrievalScore: z.number().nullable(),
  /** Passages handed to the model. */
  passages: z.number().int().nullable(),
  /** Sentences of the answer, and those a cited passage supports. */
  sentences: z.number().int().nullable(),
  supportedSentences: z.number().int().nullable(),
  /** Ids of its labels. */
  labels: z.array(z.string()),
  /** Number of its topic; null while it is in none. */
  topic: z.number().int().nullable(),
  /** Somebody is done with it in triage. */
  done: z.boolean(),
});
export type InferenceSummary = z.infer<typeof inferenceSummarySchema>;
