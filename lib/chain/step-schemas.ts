/** The steps a chain runs before and after its model. */
import { z } from 'zod';
import { type PiiKind, piiKinds } from '#lib/text/personal-data/kinds.ts';

export { type PiiKind, piiKinds };

/** Personal data a step may mask. */
export const piiKindSchema = z.enum(piiKinds);

/** What the person reads when a step declines to answer. */
const declineMessage = z.string().trim().min(1).max(2000);

/** A regular expression in RE2 syntax: linear in time whatever the text, so no pattern can stall a server. */
export const patternSchema = z.string().min(1).max(500);

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
    /** An ES module whose default export is the function; see docs/custom-steps.md. Runs in a QuickJS sandbox. */
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
