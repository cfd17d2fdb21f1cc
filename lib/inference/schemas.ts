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
import { inferenceStatusSchema, inferenceSummarySchema } from './summary-schemas.ts';

export * from './filter-schemas.ts';
export * from './summary-schemas.ts';

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

export const inferenceSchema = inferenceSummarySchema.extend({
  clientRequestId: z.string().nullable(),
  /** W3C trace the request is part of: the caller's, or one of its own. */
  traceId: z.string(),
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

export const inferencePageSchema = z.object({
  items: z.array(inferenceSummarySchema),
  next: z.string().nullable(),
});
export type InferencePage = z.infer<typeof inferencePageSchema>;
