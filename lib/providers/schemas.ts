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
  .min(1, 'Name the provider.')
  .max(63)
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'Use lower-case letters, digits and hyphens.');

/** How a server that speaks MLflow's or Databricks' `/invocations` wants the question. */
export const invocationPayloadSchema = z.enum(['messages', 'inputs', 'dataframe_split', 'dataframe_records']);
export type InvocationPayload = z.infer<typeof invocationPayloadSchema>;

/** What a kind asks for besides address, key and models; each kind reads only its own. */
export const providerSettingsSchema = z.object({
  /** `openai`: sent as `openai-organization`. */
  organization: z.string().min(1).max(200).optional(),
  /** `openai`: sent as `openai-project`. */
  project: z.string().min(1).max(200).optional(),
  /** `azure`: the first part of `<resource>.openai.azure.com`. */
  resourceName: z
    .string()
    .max(63)
    .regex(/^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/, 'Use letters, digits and hyphens.')
    .optional(),
  /** `azure`: `v1`, or a dated one like `2024-10-21`. */
  apiVersion: z
    .string()
    .max(40)
    .regex(/^[a-z0-9][a-z0-9.-]*$/, 'Use "v1" or a dated version, like "2024-10-21".')
    .optional(),
  /** `bedrock`: for example `eu-central-1`. */
  region: z
    .string()
    .max(40)
    .regex(/^[a-z]{2,}(-[a-z0-9]+)+$/, 'Use an AWS region, like "eu-central-1".')
    .optional(),
  /** `bedrock`: the public half of the access key; the secret half is the provider's key. */
  accessKeyId: z
    .string()
    .max(128)
    .regex(/^\w{4,}$/, 'Use the access key id, like "AKIA…".')
    .optional(),
});
export type ProviderSettings = z.infer<typeof providerSettingsSchema>;

const address = z.url({ protocol: /^https?$/ }).max(500);
const settings = providerSettingsSchema.shape;

const common = {
  /** Absent keeps the stored key on an update; an empty one removes it. */
  apiKey: z.string().max(1000).optional(),
  /** Models offered in forms, with their price; others may still be named. */
  models: z
    .array(z.object({ name: z.string().min(1).max(200), price: priceSchema.optional() }))
    .max(200)
    .default([]),
  /** Lets the base URL point at loopback or a private network (a local vLLM or Ollama, say). */
  allowPrivateNetwork: z.boolean().default(false),
};

/** The vendor's own address unless another is given, up to and including the version. */
const vendor = { ...common, baseUrl: address.optional() };

/** A provider without its name. Without a kind it is an OpenAI-compatible server. */
export const providerBodySchema = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('openai-compatible').optional().default('openai-compatible'),
    /** Base URL up to and including the version, e.g. `https://api.openai.com/v1`. */
    baseUrl: address,
  }),
  z.object({
    ...common,
    kind: z.literal('invocations'),
    /** The whole address of its `/invocations`. */
    baseUrl: address,
    payload: invocationPayloadSchema.default('messages'),
  }),
  z.object({
    ...vendor,
    kind: z.literal('openai'),
    organization: settings.organization,
    project: settings.project,
  }),
  z
    .object({
      ...vendor,
      kind: z.literal('azure'),
      resourceName: settings.resourceName,
      apiVersion: settings.apiVersion,
    })
    .refine(({ resourceName, baseUrl }) => (resourceName === undefined) !== (baseUrl === undefined), {
      path: ['resourceName'],
      message: 'Give either the resource name or a base URL.',
    }),
  z.object({ ...vendor, kind: z.literal('anthropic') }),
  z.object({ ...vendor, kind: z.literal('google') }),
  z.object({
    ...vendor,
    kind: z.literal('bedrock'),
    region: settings.region.unwrap(),
    accessKeyId: settings.accessKeyId.unwrap(),
  }),
  z.object({ ...vendor, kind: z.literal('mistral') }),
  z.object({ ...vendor, kind: z.literal('cohere') }),
]);

export const providerInputSchema = z.object({ name: providerNameSchema }).and(providerBodySchema);
export type ProviderInput = z.infer<typeof providerInputSchema>;

export const providerKindSchema = z.enum([
  'openai',
  'azure',
  'anthropic',
  'google',
  'bedrock',
  'mistral',
  'cohere',
  'openai-compatible',
  'invocations',
]);
export type ProviderKind = z.infer<typeof providerKindSchema>;

/** Kinds whose models can embed the passages of a knowledge base. */
export function makesEmbeddings(kind: ProviderKind | 'extractive'): boolean {
  return kind !== 'extractive' && kind !== 'invocations' && kind !== 'anthropic';
}

/** Kinds that no server answers without a key. */
export function needsKey(kind: ProviderKind): boolean {
  return kind !== 'openai-compatible' && kind !== 'invocations';
}

const vendorAddresses: Partial<Record<ProviderKind, string>> = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com/v1',
  google: 'https://generativelanguage.googleapis.com/v1beta',
  mistral: 'https://api.mistral.ai/v1',
  cohere: 'https://api.cohere.com/v2',
};

/** Where a vendor answers when no base URL is given; null for kinds that need one. */
export function vendorAddress(
  kind: ProviderKind,
  { resourceName, region }: Pick<ProviderSettings, 'resourceName' | 'region'>,
): string | null {
  if (kind === 'azure') {
    return resourceName === undefined ? null : `https://${resourceName}.openai.azure.com/openai`;
  }
  if (kind === 'bedrock') {
    if (region === undefined) return null;
    const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
    return `https://bedrock-runtime.${region}.${domain}`;
  }
  return vendorAddresses[kind] ?? null;
}

export const providerSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['extractive', ...providerKindSchema.options]),
  payload: invocationPayloadSchema,
  /** The address that is called: the one given, or the vendor's own. */
  baseUrl: z.string().nullable(),
  settings: providerSettingsSchema,
  hasKey: z.boolean(),
  models: z.array(z.object({ name: z.string(), price: priceSchema.optional() })),
  allowPrivateNetwork: z.boolean(),
  createdAt: z.iso.datetime(),
  /** Also its version: send it as `if-match` to change the provider only if nobody else did. */
  updatedAt: z.iso.datetime(),
});
export type ProviderSummary = z.infer<typeof providerSummarySchema>;

/** A model's price from a moment on; null when it was taken away. */
export const priceEntrySchema = z.object({
  model: z.string(),
  price: priceSchema.nullable(),
  from: z.iso.datetime(),
});
export type PriceEntry = z.infer<typeof priceEntrySchema>;

/** Newest first. */
export const priceHistorySchema = z.object({ items: z.array(priceEntrySchema) });

export const circuitStateSchema = z.enum(['closed', 'open', 'half-open']);

/** How a provider fared in this server process over the last quarter of an hour. */
export const providerHealthSchema = z.object({
  state: circuitStateSchema,
  /** When the circuit lets a call through again; null unless it is open. */
  retryAt: z.iso.datetime().nullable(),
  requests: z.number().int(),
  /** Of `requests`: those that count against the provider. Refusals of a key or a request do not. */
  failures: z.number().int(),
  /** Milliseconds to the end of the answer, of calls that worked; null without any. */
  latencyMs: z.object({ p50: z.number().nullable(), p95: z.number().nullable() }),
  lastError: z.object({ code: z.string(), message: z.string(), at: z.iso.datetime() }).nullable(),
  windowMinutes: z.number(),
});
export type ProviderHealth = z.infer<typeof providerHealthSchema>;

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
  /** Beginning of what the model said; empty when it failed. */
  reply: z.string(),
});
export type ProviderTest = z.infer<typeof providerTestSchema>;
