/** Shapes of the providers feature that the server and the screens share. */
import { z } from 'zod';

/** Tokens by class. Classes do not overlap: `input` excludes cached input and cache writes, `output` excludes reasoning. */
export const usageSchema = z.object({
  input: z.number().int().min(0),
  cachedInput: z.number().int().min(0),
  cacheWrite: z.number().int().min(0),
  output: z.number().int().min(0),
  reasoning: z.number().int().min(0),
  source: z.enum(['provider', 'estimated']),
});
export type Usage = z.infer<typeof usageSchema>;

/** Nano-dollars (1e-9 USD) for one token of each class. */
export const priceSchema = z.object({
  input: z.number().int().min(0),
  cachedInput: z.number().int().min(0),
  cacheWrite: z.number().int().min(0),
  output: z.number().int().min(0),
  reasoning: z.number().int().min(0),
});
export type Price = z.infer<typeof priceSchema>;

export const providerNameSchema = z
  .string()
  .min(1)
  .max(63)
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'Use lower-case letters, digits and hyphens.');

/** How a server that speaks MLflow's or Databricks' `/invocations` wants the question. */
export const invocationPayloadSchema = z.enum(['messages', 'inputs', 'dataframe_split', 'dataframe_records']);
export type InvocationPayload = z.infer<typeof invocationPayloadSchema>;

export const providerInputSchema = z.object({
  name: providerNameSchema,
  kind: z.enum(['openai-compatible', 'invocations']).default('openai-compatible'),
  /** Of the kind `invocations` only, whose `baseUrl` is the whole address of its `/invocations`. */
  payload: invocationPayloadSchema.default('messages'),
  /** Base URL up to and including the version, e.g. `https://api.openai.com/v1`. */
  baseUrl: z.url({ protocol: /^https?$/ }).max(500),
  /** Absent keeps the stored key on an update. */
  apiKey: z.string().max(1000).optional(),
  /** Models offered in forms, with their price; others may still be named. */
  models: z
    .array(z.object({ name: z.string().min(1).max(200), price: priceSchema.optional() }))
    .max(200)
    .default([]),
  /** Lets the base URL point at loopback or a private network (a local vLLM or Ollama, say). */
  allowPrivateNetwork: z.boolean().default(false),
});
export type ProviderInput = z.infer<typeof providerInputSchema>;

export const providerSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['extractive', 'openai-compatible', 'invocations']),
  payload: invocationPayloadSchema,
  baseUrl: z.string().nullable(),
  hasKey: z.boolean(),
  models: z.array(z.object({ name: z.string(), price: priceSchema.optional() })),
  allowPrivateNetwork: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ProviderSummary = z.infer<typeof providerSummarySchema>;

export const providerTestInputSchema = z.object({
  /** Absent tries the first model of the list. */
  model: z.string().min(1).max(200).optional(),
});
export type ProviderTestInput = z.infer<typeof providerTestInputSchema>;

/** How one tiny call went. */
export const providerTestSchema = z.object({
  ok: z.boolean(),
  model: z.string(),
  /** To the end of the answer, in milliseconds. */
  latencyMs: z.number(),
  /** What failed: `unauthorized`, `rate_limited`, `unavailable` …; null when it worked. */
  code: z.string().nullable(),
  message: z.string(),
});
export type ProviderTest = z.infer<typeof providerTestSchema>;
