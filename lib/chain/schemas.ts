/**
 * The chain document: everything one model version does between a question and an answer.
 * Versions are immutable, so every change here must keep reading the documents of older versions.
 */
import { z } from 'zod';
import {
  type ChunkHit,
  chunkHitSchema,
  knowledgeNameSchema,
  searchFiltersSchema,
  searchModeSchema,
} from '../knowledge/schemas.ts';

/** Personal data a step may mask. */
export const piiKinds = ['email', 'phone', 'iban', 'credit-card', 'ip-address', 'national-id'] as const;
export const piiKindSchema = z.enum(piiKinds);
export type PiiKind = z.infer<typeof piiKindSchema>;

/** What the person reads when a step declines to answer. */
const declineMessage = z.string().trim().min(1).max(2000);

/** A regular expression in RE2 syntax: linear in time whatever the text, so no pattern can stall a server. */
const patternSchema = z.string().min(1).max(500);

const maskPiiStep = z
  .object({
    step: z.literal('mask-pii'),
    kinds: z
      .array(piiKindSchema)
      .min(1)
      .max(6)
      .default([...piiKinds]),
  })
  .strict();

const bannedTopicsStep = z
  .object({
    step: z.literal('banned-topics'),
    topics: z
      .array(
        z
          .object({
            name: z.string().min(1).max(100),
            /** Words and phrases, matched whole, whatever their case. */
            words: z.array(z.string().min(1).max(100)).max(200).default([]),
            patterns: z.array(patternSchema).max(50).default([]),
          })
          .strict(),
      )
      .min(1)
      .max(50),
    message: declineMessage.default('I cannot talk about that here.'),
  })
  .strict();

const customStep = z
  .object({
    step: z.literal('custom'),
    /** Shown in the trace. */
    name: z.string().min(1).max(63),
    /** An ES module whose default export is the function; see docs/models-and-versions.md. Runs in a QuickJS sandbox. */
    code: z.string().min(1).max(100_000),
    timeoutMs: z.number().int().min(1).max(2000).default(100),
    memoryMb: z.number().int().min(1).max(64).default(16),
  })
  .strict();

export const preprocessStepSchema = z.discriminatedUnion('step', [
  /** Unicode NFC, control characters removed, white space folded. */
  z.object({ step: z.literal('normalise') }).strict(),
  /** Makes a follow-up question stand alone by the conversation before it. */
  z
    .object({ step: z.literal('rewrite-from-history'), turns: z.number().int().min(1).max(20).default(6) })
    .strict(),
  /** Finds the question's language (ISO 639-1), for routing and the trace; declines languages that are not allowed. */
  z
    .object({
      step: z.literal('detect-language'),
      allowed: z
        .array(z.string().regex(/^[a-z]{2,3}$/, 'Use a language code, like "en".'))
        .min(1)
        .max(50)
        .optional(),
      message: declineMessage.default('I cannot answer in this language.'),
    })
    .strict(),
  /** Scores the question, 0–1, for attempts to overrule the instructions. */
  z
    .object({
      step: z.literal('screen-injection'),
      action: z.enum(['flag', 'block']).default('flag'),
      threshold: z.number().gt(0).max(1).default(0.5),
      message: declineMessage.default(
        'This looks like an attempt to change my instructions, so I stop here.',
      ),
    })
    .strict(),
  /** Replaces personal data by its kind, e.g. `[email]`, before anything else reads or stores it. */
  maskPiiStep,
  z
    .object({
      step: z.literal('limit-length'),
      maxChars: z.number().int().min(1).max(100_000),
      action: z.enum(['truncate', 'decline']).default('decline'),
      message: declineMessage.default('The question is too long. Please shorten it.'),
    })
    .strict(),
  bannedTopicsStep,
  customStep,
]);
export type PreprocessStep = z.infer<typeof preprocessStepSchema>;

export const postprocessStepSchema = z.discriminatedUnion('step', [
  /** Compares each sentence with the chunks it cites: supported, partly supported or unsupported. */
  z.object({ step: z.literal('check-citations') }).strict(),
  /** How citation markers stand in the text: as `[1]`, as a list of sources after it, or not at all. */
  z
    .object({ step: z.literal('format-citations'), style: z.enum(['markers', 'source-list', 'none']) })
    .strict(),
  /** The answer must be JSON that fits the schema (JSON Schema 2020-12). */
  z
    .object({
      step: z.literal('json-schema'),
      schema: z.record(z.string(), z.json()),
      onMismatch: z.enum(['fail', 'flag']).default('fail'),
    })
    .strict(),
  maskPiiStep,
  /** Cuts after the last whole sentence within the limit. */
  z.object({ step: z.literal('limit-length'), maxChars: z.number().int().min(1).max(100_000) }).strict(),
  bannedTopicsStep,
  customStep,
]);
export type PostprocessStep = z.infer<typeof postprocessStepSchema>;
export type CustomStep = z.infer<typeof customStep>;

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

/** Variables every prompt template may name, written `{{question}}`; the input signature may declare more. */
export const templateVariables = ['question', 'passages', 'history', 'date'] as const;
export type TemplateVariable = (typeof templateVariables)[number];

const variableNameSchema = z
  .string()
  .max(63)
  .regex(/^[a-z][a-z0-9_]*$/, 'Use lower-case letters, digits and underscores, starting with a letter.')
  .refine((name) => !(templateVariables as readonly string[]).includes(name), {
    message: 'This name is taken by a built-in variable.',
  });

const variableBase = { description: z.string().max(500).optional(), required: z.boolean().default(true) };

/** One named input of a version besides the question. One that is not required and has no default renders as empty. */
export const inputVariableSchema = z.discriminatedUnion('type', [
  z
    .object({
      type: z.literal('string'),
      ...variableBase,
      maxLength: z.number().int().min(1).max(100_000).default(2000),
      enum: z.array(z.string().max(200)).min(1).max(100).optional(),
      default: z.string().max(100_000).optional(),
    })
    .strict(),
  z
    .object({
      type: z.literal('number'),
      ...variableBase,
      min: z.number().optional(),
      max: z.number().optional(),
      default: z.number().optional(),
    })
    .strict(),
  z.object({ type: z.literal('boolean'), ...variableBase, default: z.boolean().optional() }).strict(),
]);
export type InputVariable = z.infer<typeof inputVariableSchema>;

export const inputValueSchema = z.union([z.string().max(100_000), z.number(), z.boolean()]);
/** Values a request gives for the variables of the signature. */
export const inputValuesSchema = z.record(z.string().max(63), inputValueSchema);
export type InputValues = z.infer<typeof inputValuesSchema>;

/** The input signature: what a request must look like. */
export const inputSignatureSchema = z
  .object({
    /** Longest question accepted, in characters. */
    maxQuestionChars: z.number().int().min(1).max(100_000).default(16_000),
    variables: z.record(variableNameSchema, inputVariableSchema).optional(),
    /** What the dry run asks, and what an export carries as input example. */
    example: z
      .object({ question: z.string().min(1).max(16_000), inputs: inputValuesSchema.optional() })
      .strict()
      .optional(),
  })
  .strict();
export type InputSignature = z.infer<typeof inputSignatureSchema>;

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

export const chatRoleSchema = z.enum(['system', 'user', 'assistant', 'tool']);

/** A model's wish to have a tool of the caller called. */
export const toolCallSchema = z.object({
  id: z.string().max(200),
  name: z.string().max(128),
  /** JSON text as the model wrote it; not necessarily valid. */
  arguments: z.string().max(1_000_000),
});
export type ToolCall = z.infer<typeof toolCallSchema>;

export const chatTurnSchema = z.object({
  role: chatRoleSchema,
  content: z.string(),
  /** Of an assistant's turn that calls tools. */
  toolCalls: z.array(toolCallSchema).max(128).optional(),
  /** Of a tool's turn: the call it answers. */
  toolCallId: z.string().max(200).optional(),
});
export type ChatTurn = z.infer<typeof chatTurnSchema>;

/** A tool of the caller, as it is told to the model; Slipway passes it through and never calls it. */
export const toolDefinitionSchema = z.object({
  name: z.string().min(1).max(128),
  description: z.string().max(100_000).optional(),
  /** JSON Schema of the arguments. */
  parameters: z.record(z.string(), z.json()),
  /** Whether the arguments must fit the schema; left to the provider when absent. */
  strict: z.boolean().optional(),
});
export type ToolDefinition = z.infer<typeof toolDefinitionSchema>;

export const toolChoiceSchema = z.union([
  z.enum(['auto', 'none', 'required']),
  z.object({ name: z.string().min(1).max(128) }),
]);
export type ToolChoice = z.infer<typeof toolChoiceSchema>;

/** `json` without a schema asks for any JSON. */
export const responseFormatSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text') }),
  z.object({
    type: z.literal('json'),
    name: z.string().max(128).optional(),
    schema: z.record(z.string(), z.json()).optional(),
  }),
]);
export type ResponseFormat = z.infer<typeof responseFormatSchema>;

/** What a request asks of the model besides its turns; handed to the provider as it is. */
export const generationOptionsSchema = z.object({
  tools: z.array(toolDefinitionSchema).max(128).optional(),
  toolChoice: toolChoiceSchema.optional(),
  /** A wish: providers that know no such setting ignore it. */
  parallelToolCalls: z.boolean().optional(),
  responseFormat: responseFormatSchema.optional(),
});
export type GenerationOptions = z.infer<typeof generationOptionsSchema>;

/** A citation marker `[n]` in an answer, bound to the chunk it stands for. */
export const citationSchema = z.object({
  /** The n of `[n]`, 1-based, in order of first appearance. */
  marker: z.number().int().min(1),
  chunkId: z.string(),
  documentId: z.string(),
  revisionId: z.string(),
  documentName: z.string(),
  documentTitle: z.string().nullable(),
  mediaType: z.string(),
  headingPath: z.array(z.string()),
  page: z.number().int().nullable(),
  blockStart: z.number().int(),
  blockEnd: z.number().int(),
  /** The passage's text, as it was handed to the model. */
  text: z.string(),
  score: z.number(),
});
export type Citation = z.infer<typeof citationSchema>;

export const supportSchema = z.enum(['supported', 'partly-supported', 'unsupported']);
export type Support = z.infer<typeof supportSchema>;

/** Verdict on one sentence of an answer. Offsets are UTF-16 code units into the answer text. */
export const sentenceCheckSchema = z.object({
  start: z.number().int().min(0),
  end: z.number().int().min(0),
  markers: z.array(z.number().int()),
  support: supportSchema,
  /** Share of the sentence's content words found in its cited passages, 0–1. */
  coverage: z.number().min(0).max(1),
});
export type SentenceCheck = z.infer<typeof sentenceCheckSchema>;

/** A mistake in a chain document, at its place in the text (both 1-based) where there is one. */
export const chainProblemSchema = z.object({
  /** Dotted path into the document; empty for the whole. */
  path: z.string(),
  message: z.string(),
  line: z.number().int().min(1).nullable(),
  column: z.number().int().min(1).nullable(),
});
export type ChainProblem = z.infer<typeof chainProblemSchema>;

/** Largest YAML or JSON source of a chain, in UTF-8 bytes. */
export const maxChainSourceBytes = 1_000_000;

/** Largest JSON request that carries a chain's source: escaping may double it. */
export const maxChainRequestBytes = 2 * maxChainSourceBytes + 10_000;

export const validateChainSchema = z.object({ source: z.string() });

/** What `POST /api/chains/validate` answers: exactly one of `chain` and `problems` has content. */
export const chainValidationSchema = z.object({
  document: versionDocumentSchema.nullable(),
  problems: z.array(chainProblemSchema),
});
export type ChainValidation = z.infer<typeof chainValidationSchema>;

/** What `GET /api/chains/default` answers. */
export const chainTemplateSchema = z.object({ yaml: z.string() });

/** The built-in name of the offline provider. */
export const extractiveProviderName = 'extractive';

export { type ChunkHit, chunkHitSchema };
