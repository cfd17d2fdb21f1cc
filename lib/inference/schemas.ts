/** Shapes of the inference log, feedback and traces that the server and the screens share. */
import { z } from 'zod';
import {
  chatTurnSchema,
  chunkHitSchema,
  citationSchema,
  generationOptionsSchema,
  inputValuesSchema,
  sentenceCheckSchema,
  toolCallSchema,
} from '../chain/schemas.ts';
import { usageSchema } from '../providers/schemas.ts';
import { environmentSchema } from '../registry/schemas.ts';

export const inferenceStatusSchema = z.enum(['ok', 'declined', 'stopped', 'error', 'refused']);
export type InferenceStatus = z.infer<typeof inferenceStatusSchema>;

/** `live` is what people and programs asked; `shadow` a mirrored copy; `playground` a version tried outside endpoints. */
export const trafficKinds = ['live', 'shadow', 'playground'] as const;
export const trafficKindSchema = z.enum(trafficKinds);
export type TrafficKind = z.infer<typeof trafficKindSchema>;

/** One bar of the waterfall; times in milliseconds from the arrival of the request. */
export const traceSpanSchema = z.object({
  name: z.string(),
  kind: z.enum(['stage', 'step']),
  startMs: z.number(),
  endMs: z.number(),
  /** Small facts worth reading beside the bar, e.g. `{passages: 8, mode: "keyword"}`. */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});
export type TraceSpan = z.infer<typeof traceSpanSchema>;

export const feedbackReasons = [
  'wrong_source',
  'outdated',
  'incomplete',
  'made_up',
  'should_have_refused',
  'missing_document',
  'other',
] as const;
export const feedbackReasonSchema = z.enum(feedbackReasons);
export type FeedbackReason = z.infer<typeof feedbackReasonSchema>;

export const feedbackInputSchema = z
  .object({
    thumb: z.enum(['up', 'down']).nullable().default(null),
    stars: z.number().int().min(1).max(5).nullable().default(null),
    reasons: z.array(feedbackReasonSchema).max(7).default([]),
    comment: z.string().trim().max(4000).default(''),
    correction: z.string().trim().max(20_000).default(''),
  })
  .strict();
export type FeedbackInput = z.infer<typeof feedbackInputSchema>;

export const feedbackSchema = z.object({
  id: z.string(),
  requester: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  thumb: z.enum(['up', 'down']).nullable(),
  stars: z.number().int().nullable(),
  reasons: z.array(z.string()),
  comment: z.string(),
  correction: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Feedback = z.infer<typeof feedbackSchema>;

/** What a caller said besides the conversation: who asks, in its own words, and what the model was asked for. */
export const requestDetailSchema = z.object({
  /** As the caller names the person, not a user of Slipway. */
  user: z.string().optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  options: generationOptionsSchema.optional(),
});
export type RequestDetail = z.infer<typeof requestDetailSchema>;

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
});
export type InferenceSummary = z.infer<typeof inferenceSummarySchema>;

export const inferenceSchema = inferenceSummarySchema.extend({
  clientRequestId: z.string().nullable(),
  /** Shadows of this request. */
  shadows: z.array(
    z.object({
      requestId: z.string(),
      entity: z.string().nullable(),
      status: inferenceStatusSchema,
      similarity: z.number().nullable(),
    }),
  ),
  chainHash: z.string().nullable(),
  provider: z.string().nullable(),
  providerModel: z.string().nullable(),
  /** Turns as received. */
  input: z.array(chatTurnSchema),
  /** Values for the variables of the version's input signature. */
  inputs: inputValuesSchema,
  prompt: z.array(chatTurnSchema).nullable(),
  retrieved: z.array(chunkHitSchema).nullable(),
  citations: z.array(citationSchema),
  checks: z.array(sentenceCheckSchema),
  /** Tools the model wanted called. */
  toolCalls: z.array(toolCallSchema),
  requestDetail: requestDetailSchema.nullable(),
  /** Since when there is no text of this request: from its beginning where prompts are not stored. */
  textRemovedAt: z.iso.datetime().nullable(),
  spans: z.array(traceSpanSchema),
  retrieveMs: z.number().nullable(),
  generateMs: z.number().nullable(),
  usage: usageSchema,
  errorMessage: z.string().nullable(),
  feedback: z.array(feedbackSchema),
});
export type Inference = z.infer<typeof inferenceSchema>;

const csv = <T extends string>(item: z.ZodType<T, string>) =>
  z
    .string()
    .max(2000)
    .transform((value) => value.split(',').filter((part) => part !== ''))
    .pipe(z.array(item).max(50));

/** Filters of the list, the export and the links that lead to rows. All from the query string. */
export const inferenceFiltersSchema = z.object({
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  endpoint: z.string().max(63).optional(),
  /** A registered model, or `provider › model` of an external one. */
  model: z.string().max(300).optional(),
  version: z.coerce.number().int().optional(),
  status: csv(inferenceStatusSchema).optional(),
  source: z.enum(['chat', 'api']).optional(),
  traffic: trafficKindSchema.default('live'),
  environment: environmentSchema.optional(),
  /** Served entity the unit was assigned to. */
  arm: z.string().max(63).optional(),
  configuration: z.coerce.number().int().optional(),
  feedback: z.enum(['up', 'down', 'any', 'none']).optional(),
  requester: z.uuid().optional(),
  conversation: z.uuid().optional(),
  /** Text in question or answer. */
  q: z.string().trim().max(200).optional(),
  minMs: z.coerce.number().min(0).optional(),
  maxMs: z.coerce.number().min(0).optional(),
});
export type InferenceFilters = z.infer<typeof inferenceFiltersSchema>;

export const inferenceSortSchema = z.enum(['at', 'totalMs', 'cost', 'outputTokens']);

export const inferencePageQuerySchema = inferenceFiltersSchema.extend({
  sort: inferenceSortSchema.default('at'),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Opaque; from the previous page's `next`. */
  cursor: z.string().max(500).optional(),
});
export type InferencePageQuery = z.infer<typeof inferencePageQuerySchema>;

export const inferencePageSchema = z.object({
  items: z.array(inferenceSummarySchema),
  next: z.string().nullable(),
});
export type InferencePage = z.infer<typeof inferencePageSchema>;
