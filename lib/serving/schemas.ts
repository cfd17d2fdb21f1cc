/** Shapes of the serving feature that the server and the screens share. */
import { z } from 'zod';
import { citationSchema, sentenceCheckSchema } from '../chain/schemas.ts';
import { inferenceStatusSchema } from '../inference/schemas.ts';
import { versionTargetSchema } from '../registry/schemas.ts';

export const endpointNameSchema = z
  .string()
  .min(1)
  .max(63)
  .regex(
    /^[a-z0-9]([a-z0-9-_.]*[a-z0-9])?$/,
    'Use lower-case letters, digits, hyphens, dots and underscores.',
  );

export const environments = ['development', 'staging', 'production'] as const;
export const environmentSchema = z.enum(environments);
export type Environment = z.infer<typeof environmentSchema>;

/** What an endpoint sends traffic to: a registered model through an alias, or pinned to a version. */
export const servedEntitySchema = z
  .object({
    name: z.string().min(1).max(63),
    model: z.string().min(1).max(63),
    target: versionTargetSchema,
    trafficPercentage: z.number().min(0).max(100),
  })
  .strict();
export type ServedEntity = z.infer<typeof servedEntitySchema>;

export const servedEntitiesSchema = z
  .array(servedEntitySchema)
  .min(1)
  .max(20)
  .refine((entities) => new Set(entities.map((entity) => entity.name)).size === entities.length, {
    message: 'Each served entity needs a name of its own.',
  })
  .refine(
    (entities) => {
      // Compared in millionths: 33.3 + 33.3 + 33.4 is 100 to a person, not to a binary fraction.
      const millionths = entities.map((entity) => Math.round(entity.trafficPercentage * 1e6));
      return millionths.reduce((sum, share) => sum + share, 0) === 100e6;
    },
    { message: 'Traffic percentages must sum to 100.' },
  );

export const endpointSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  environment: environmentSchema,
  config: z.number().int(),
  servedEntities: z.array(
    servedEntitySchema.extend({
      /** Version the target points at now; null when the alias or version does not exist. */
      resolvedVersion: z.number().int().nullable(),
    }),
  ),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type EndpointSummary = z.infer<typeof endpointSummarySchema>;

export const createEndpointSchema = z.object({
  name: endpointNameSchema,
  description: z.string().max(5000).default(''),
  environment: environmentSchema.default('production'),
  servedEntities: servedEntitiesSchema,
});
export type CreateEndpoint = z.infer<typeof createEndpointSchema>;

/** A new configuration number is made when `servedEntities` is given. */
export const updateEndpointSchema = z.object({
  /** The configuration number the change was made from; another one in force means 409. */
  expectedConfig: z.number().int().min(1),
  description: z.string().max(5000).optional(),
  environment: environmentSchema.optional(),
  servedEntities: servedEntitiesSchema.optional(),
  reason: z.string().trim().max(2000).default(''),
});
export type UpdateEndpoint = z.infer<typeof updateEndpointSchema>;

export const endpointConfigSchema = z.object({
  number: z.number().int(),
  servedEntities: z.array(servedEntitySchema),
  reason: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
});
export type EndpointConfigEntry = z.infer<typeof endpointConfigSchema>;

export const endpointDetailSchema = endpointSummarySchema.extend({
  /** Newest first. */
  history: z.array(endpointConfigSchema),
});
export type EndpointDetail = z.infer<typeof endpointDetailSchema>;

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
});
export type AnswerDetail = z.infer<typeof answerDetailSchema>;

/** Passages as the chat may show them before the answer cites them. */
export const answerEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    requestId: z.string(),
    endpoint: z.string(),
    model: z.string(),
    version: z.number().int(),
  }),
  /** A stage began; `passages` is how many are being searched. */
  z.object({ type: z.literal('stage'), stage: stageNameSchema, passages: z.number().int().optional() }),
  z.object({ type: z.literal('delta'), text: z.string() }),
  /** Citations first used since the last such event; markers are final. */
  z.object({ type: z.literal('citations'), citations: z.array(citationSchema) }),
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
