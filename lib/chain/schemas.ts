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

export const preprocessStepSchema = z.discriminatedUnion('step', [
  /** Unicode NFC, control characters removed, white space folded. */
  z.object({ step: z.literal('normalise') }).strict(),
  /** Makes a follow-up question stand alone by the conversation before it. */
  z
    .object({ step: z.literal('rewrite-from-history'), turns: z.number().int().min(1).max(20).default(6) })
    .strict(),
]);
export type PreprocessStep = z.infer<typeof preprocessStepSchema>;

export const postprocessStepSchema = z.discriminatedUnion('step', [
  /** Compares each sentence with the chunks it cites: supported, partly supported or unsupported. */
  z.object({ step: z.literal('check-citations') }).strict(),
]);

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

/** Variables a prompt template may name, written `{{question}}`. */
export const templateVariables = ['question', 'passages', 'history', 'date'] as const;
export type TemplateVariable = (typeof templateVariables)[number];

export const chainSchema = z
  .object({
    kind: z.literal('chain').default('chain'),
    input: z
      .object({
        /** Longest question accepted, in characters. */
        maxQuestionChars: z.number().int().min(1).max(100_000).default(16_000),
      })
      .strict()
      .prefault({}),
    preprocess: z.array(preprocessStepSchema).max(20).default([]),
    retrieval: retrievalSchema.nullable().default(null),
    prompt: z
      .object({
        system: z.string().max(100_000).default(''),
        user: z.string().min(1).max(100_000).default('{{question}}'),
      })
      .strict()
      .prefault({}),
    model: z
      .object({
        /** `extractive`, or the name of a provider registered under Providers. */
        provider: z.string().min(1).max(63),
        name: z.string().min(1).max(200),
        parameters: modelParametersSchema.prefault({}),
      })
      .strict(),
    postprocess: z.array(postprocessStepSchema).max(20).default([]),
    output: z
      .object({ format: z.enum(['text', 'cited-text']).default('cited-text') })
      .strict()
      .prefault({}),
  })
  .strict();
export type Chain = z.infer<typeof chainSchema>;

export const chatRoleSchema = z.enum(['system', 'user', 'assistant']);
export const chatTurnSchema = z.object({ role: chatRoleSchema, content: z.string() });
export type ChatTurn = z.infer<typeof chatTurnSchema>;

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
  chain: chainSchema.nullable(),
  problems: z.array(chainProblemSchema),
});
export type ChainValidation = z.infer<typeof chainValidationSchema>;

/** What `GET /api/chains/default` answers. */
export const chainTemplateSchema = z.object({ yaml: z.string() });

/** The built-in name of the offline provider. */
export const extractiveProviderName = 'extractive';

export { type ChunkHit, chunkHitSchema };
