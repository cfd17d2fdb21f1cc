/**
 * The chain document: everything one model version does between a question and an answer, and the other forms a version
 * may be packaged in. Versions are immutable, so every change here must keep reading the documents of older versions.
 */
import { z } from 'zod';
import { knowledgeNameSchema, searchFiltersSchema, searchModeSchema } from '../knowledge/schemas.ts';
import { inputSignatureSchema } from './input-schemas.ts';
import { patternSchema, postprocessStepSchema, preprocessStepSchema } from './step-schemas.ts';

export const retrievalSchema = z
  .object({
    knowledge: knowledgeNameSchema,
    /** A pinned snapshot number, or `latest`. */
    snapshot: z.union([z.literal('latest'), z.number().int().min(1)]).default('latest'),
    mode: searchModeSchema.optional(),
    k: z.number().int().min(1).max(50).default(8),
    filters: searchFiltersSchema.optional(),
  })
  .strict();
export type Retrieval = z.infer<typeof retrievalSchema>;

export const modelParametersSchema = z
  .object({
    temperature: z.number().min(0).max(2).optional(),
    topP: z.number().gt(0).max(1).optional(),
    maxOutputTokens: z.number().int().min(1).max(100_000).optional(),
    seed: z.number().int().optional(),
    stop: z.array(z.string().min(1).max(100)).max(4).optional(),
    /** Whole answer, in milliseconds. */
    timeoutMs: z.number().int().min(1000).max(600_000).default(60_000),
  })
  .strict();
export type ModelParameters = z.infer<typeof modelParametersSchema>;

export const modelChoiceSchema = z
  .object({
    /** `extractive`, or the name of a provider registered under Providers. */
    provider: z.string().min(1).max(63),
    name: z.string().min(1).max(200),
    parameters: modelParametersSchema.prefault({}),
  })
  .strict();
export type ModelChoice = z.infer<typeof modelChoiceSchema>;

/** All given conditions must hold. Scores are those of the best passage as search returns them. */
export const routingConditionSchema = z
  .object({
    minQuestionChars: z.number().int().min(0).optional(),
    maxQuestionChars: z.number().int().min(0).optional(),
    /** Earlier turns of the conversation. */
    minHistoryTurns: z.number().int().min(0).optional(),
    maxHistoryTurns: z.number().int().min(0).optional(),
    minTopScore: z.number().optional(),
    maxTopScore: z.number().optional(),
    /** Found anywhere in the question; RE2 syntax, ignoring case. */
    matches: patternSchema.optional(),
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/, 'Use a language code, like "en".'))
      .min(1)
      .max(50)
      .optional(),
  })
  .strict()
  .refine((when) => Object.values(when).some((value) => value !== undefined), {
    message: 'Give at least one condition.',
  });
export type RoutingCondition = z.infer<typeof routingConditionSchema>;

/** Routing by complexity: the first rule that holds chooses the model; without one the chain's own `model` answers. */
export const routingRuleSchema = z
  .object({ name: z.string().min(1).max(63), when: routingConditionSchema, model: modelChoiceSchema })
  .strict();
export type RoutingRule = z.infer<typeof routingRuleSchema>;

export const routingSchema = z
  .array(routingRuleSchema)
  .min(1)
  .max(20)
  .refine((rules) => new Set(rules.map((rule) => rule.name)).size === rules.length, {
    message: 'Each rule needs a name of its own.',
  });

const promptSchema = z
  .object({
    system: z.string().max(100_000).default(''),
    user: z.string().min(1).max(100_000).default('{{question}}'),
  })
  .strict();

const formatSchema = z.object({ format: z.enum(['text', 'cited-text']).default('cited-text') }).strict();

// New members are optional, never defaulted: a default would change the hash of documents registered before.
export const chainSchema = z
  .object({
    kind: z.literal('chain').default('chain'),
    input: inputSignatureSchema.prefault({}),
    preprocess: z.array(preprocessStepSchema).max(20).default([]),
    retrieval: retrievalSchema.nullable().default(null),
    routing: routingSchema.optional(),
    prompt: promptSchema.prefault({}),
    model: modelChoiceSchema,
    postprocess: z.array(postprocessStepSchema).max(20).default([]),
    output: formatSchema.prefault({}),
  })
  .strict();
export type Chain = z.infer<typeof chainSchema>;

/** A bare prompt: a template and a model, nothing around them. */
export const promptDocumentSchema = z
  .object({
    kind: z.literal('prompt'),
    input: inputSignatureSchema.prefault({}),
    prompt: promptSchema,
    model: modelChoiceSchema,
  })
  .strict();

/** A model of any provider as it is: the turns of a request pass through unchanged. */
export const externalModelDocumentSchema = z
  .object({
    kind: z.literal('external-model'),
    input: inputSignatureSchema.prefault({}),
    model: modelChoiceSchema,
  })
  .strict();

/** A server that speaks MLflow's or Databricks' `/invocations`: a provider of the kind `invocations`. */
export const remoteDocumentSchema = z
  .object({
    kind: z.literal('remote'),
    input: inputSignatureSchema.prefault({}),
    server: z
      .object({
        provider: z.string().min(1).max(63),
        parameters: modelParametersSchema.prefault({}),
      })
      .strict(),
  })
  .strict();

export const documentForms = ['chain', 'prompt', 'external-model', 'remote'] as const;
export type DocumentForm = (typeof documentForms)[number];
export const documentFormSchema = z.enum(documentForms);

/** What a version holds, in one of the four packaging forms. A document without `kind` is a chain. */
export const versionDocumentSchema = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && !('kind' in value)
      ? { kind: 'chain', ...value }
      : value,
  z.discriminatedUnion('kind', [
    chainSchema.extend({ kind: z.literal('chain') }),
    promptDocumentSchema,
    externalModelDocumentSchema,
    remoteDocumentSchema,
  ]),
);
export type VersionDocument = z.infer<typeof versionDocumentSchema>;

/** What runs: every form written out as the stages of a chain. `prompt: null` passes the turns through unchanged. */
export const executableChainSchema = chainSchema
  .omit({ kind: true, prompt: true })
  .extend({ form: documentFormSchema, prompt: promptSchema.nullable() });
export type ExecutableChain = z.infer<typeof executableChainSchema>;

export const documentParts = [
  'form',
  'input',
  'preprocess',
  'retrieval',
  'routing',
  'prompt',
  'model',
  'postprocess',
  'output',
] as const;

/** One difference between two documents that a person would name, e.g. "Retrieves 12 passages instead of 8". */
export const documentDifferenceSchema = z.object({
  part: z.enum(documentParts),
  /** Dotted path into the executable chain. */
  path: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  /** The difference in words. */
  summary: z.string(),
  /** Values before and after as readable text; null where there is none. Prompts are for a line diff. */
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type DocumentDifference = z.infer<typeof documentDifferenceSchema>;

/** The built-in name of the offline provider. */
export const extractiveProviderName = 'extractive';
