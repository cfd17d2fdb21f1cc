/** An answer as it is asked for, streamed and kept. */
import { z } from 'zod';
import { citationSchema, inputValuesSchema, sentenceCheckSchema, toolCallSchema } from '../chain/schemas.ts';
import { guardSummarySchema } from '../guardrails/schemas.ts';
import { inferenceStatusSchema } from '../inference/schemas.ts';

/** `POST /api/models/{name}/versions/{number}/try`: answers as a stream of `AnswerEvent`s, outside every endpoint. */
export const tryVersionSchema = z.object({
  question: z.string().min(1).max(100_000),
  inputs: inputValuesSchema.default({}),
});
export type TryVersion = z.infer<typeof tryVersionSchema>;

export const stageNames = ['pre-process', 'retrieve', 'generate', 'post-process'] as const;
export const stageNameSchema = z.enum(stageNames);
export type StageName = z.infer<typeof stageNameSchema>;

/** An answer ends as its inference row says. */
export const answerStatusSchema = inferenceStatusSchema;
export type AnswerStatus = z.infer<typeof answerStatusSchema>;

export const answerErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  /** True when the same question may well work a moment later. */
  retryable: z.boolean(),
  /** Dotted path of the part of the request that is to blame, when one is. */
  param: z.string().optional(),
});
export type AnswerError = z.infer<typeof answerErrorSchema>;

/** Kept with an assistant message and shown below it. */
export const answerDetailSchema = z.object({
  citations: z.array(citationSchema),
  checks: z.array(sentenceCheckSchema),
  status: answerStatusSchema,
  model: z.string().nullable(),
  version: z.number().int().nullable(),
  totalMs: z.number().nullable(),
  error: answerErrorSchema.nullable(),
  /** Absent when no guardrail did anything. */
  guardrails: guardSummarySchema.optional(),
});
export type AnswerDetail = z.infer<typeof answerDetailSchema>;

/** Passages as the chat may show them before the answer cites them. */
export const answerEventSchema = z.discriminatedUnion('type', [
  /** Sent again, before the first word, when a fallback takes over. */
  z.object({
    type: z.literal('start'),
    requestId: z.string(),
    endpoint: z.string(),
    /** Served entity that is asked. */
    entity: z.string(),
    model: z.string(),
    /** Null for an external model. */
    version: z.number().int().nullable(),
    /** The answer as shown is written nowhere. */
    unstored: z.boolean().optional(),
  }),
  /** A stage began; `passages` is how many are being searched. */
  z.object({ type: z.literal('stage'), stage: stageNameSchema, passages: z.number().int().optional() }),
  z.object({ type: z.literal('delta'), text: z.string() }),
  /** Citations first used since the last such event; markers are final. */
  z.object({ type: z.literal('citations'), citations: z.array(citationSchema) }),
  /** A tool the model wants called by whoever asked; always after the text. */
  z.object({ type: z.literal('tool-call'), call: toolCallSchema }),
  /** A guardrail ended the answer; the message has been told as text too. `partial` when something was shown before. */
  z.object({ type: z.literal('refusal'), message: z.string(), partial: z.boolean() }),
  /** Sent only after the inference row is durable. */
  z.object({
    type: z.literal('finish'),
    status: answerStatusSchema,
    text: z.string(),
    detail: answerDetailSchema,
    usage: z.object({ inputTokens: z.number().int(), outputTokens: z.number().int() }),
  }),
  z.object({ type: z.literal('error'), requestId: z.string(), error: answerErrorSchema }),
]);
export type AnswerEvent = z.infer<typeof answerEventSchema>;
