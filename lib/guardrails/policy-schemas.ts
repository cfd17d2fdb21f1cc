/** What an endpoint screens, masks and blocks. Safe for the browser. */
import { z } from 'zod';
import { type PiiKind, piiKinds } from '#lib/text/personal-data/kinds.ts';

export { type PiiKind, piiKinds };

/** Where a guardrail looks: at what was asked, at what was found for it, at what is answered. */
export const guardStages = ['input', 'retrieved', 'output'] as const;
export const guardStageSchema = z.enum(guardStages);
export type GuardStage = z.infer<typeof guardStageSchema>;

export const personalDataActionSchema = z.enum(['allow', 'mask', 'block']);
export type PersonalDataAction = z.infer<typeof personalDataActionSchema>;
export const guardActionSchema = z.enum(['allow', 'flag', 'block']);
export type GuardAction = z.infer<typeof guardActionSchema>;

export const policyLimits = { topics: 50, words: 200, patterns: 20, message: 2000, languages: 50 } as const;

const bannedTopicSchema = z
  .object({
    name: z.string().trim().min(1).max(100),
    /** Words and phrases, matched whole, whatever their case. */
    words: z.array(z.string().trim().min(1).max(100)).max(policyLimits.words).default([]),
    /** RE2 syntax: linear in time whatever the text. */
    patterns: z.array(z.string().min(1).max(500)).max(policyLimits.patterns).default([]),
  })
  .strict();

const personalDataSchema = z
  .object({
    email: personalDataActionSchema.default('allow'),
    phone: personalDataActionSchema.default('allow'),
    iban: personalDataActionSchema.default('allow'),
    'credit-card': personalDataActionSchema.default('allow'),
    'ip-address': personalDataActionSchema.default('allow'),
    'national-id': personalDataActionSchema.default('allow'),
  } satisfies Record<PiiKind, z.ZodType>)
  .strict();

export const stagePolicySchema = z
  .object({
    personalData: personalDataSchema.prefault({}),
    /** Attempts to overrule the instructions, hidden text included. */
    injection: guardActionSchema.default('allow'),
    banned: z
      .object({
        action: guardActionSchema.default('allow'),
        topics: z.array(bannedTopicSchema).max(policyLimits.topics).default([]),
      })
      .strict()
      .prefault({}),
    /** Characters; longer texts are blocked. Null for no limit. */
    maxChars: z.number().int().min(1).max(1_000_000).nullable().default(null),
    /** ISO 639-1; a text too short to tell its language passes. */
    languages: z
      .object({
        action: guardActionSchema.default('allow'),
        allowed: z
          .array(z.string().regex(/^[a-z]{2}$/, 'Use a language code, like "en".'))
          .max(policyLimits.languages)
          .default([]),
      })
      .strict()
      .prefault({}),
  })
  .strict();
export type StagePolicy = z.infer<typeof stagePolicySchema>;

export const policyDocumentSchema = z
  .object({
    input: stagePolicySchema.prefault({}),
    retrieved: stagePolicySchema.prefault({}),
    output: stagePolicySchema.prefault({}),
    /**
     * `masked`: whatever any stage masks or blocks is masked in everything that is written: log, conversation, caches.
     * `original`: what was asked and answered is kept as it was.
     */
    store: z.enum(['original', 'masked']).default('original'),
    /** What the reader is told when something is blocked. */
    message: z
      .string()
      .trim()
      .min(1)
      .max(policyLimits.message)
      .default('I cannot help with that here: it goes against the rules of this application.'),
  })
  .strict();
export type PolicyDocument = z.infer<typeof policyDocumentSchema>;

/** A policy that lets everything pass. */
export function openPolicy(): PolicyDocument {
  return policyDocumentSchema.parse({});
}

export const policyVersionSchema = z.object({
  /** 0 before the first was saved. */
  number: z.number().int().min(0),
  document: policyDocumentSchema,
  reason: z.string(),
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime().nullable(),
});
export type PolicyVersion = z.infer<typeof policyVersionSchema>;

export const endpointPolicySchema = policyVersionSchema.extend({
  endpoint: z.string(),
  environment: z.string().nullable(),
  /** Newest first, the one in force included. */
  history: z.array(policyVersionSchema),
});
export type EndpointPolicy = z.infer<typeof endpointPolicySchema>;

export const savePolicySchema = z
  .object({
    document: policyDocumentSchema,
    /** Number the change was made from. */
    expectedNumber: z.number().int().min(0),
    reason: z.string().trim().max(500).default(''),
  })
  .strict();
export type SavePolicy = z.infer<typeof savePolicySchema>;

export const tryPolicySchema = z
  .object({ document: policyDocumentSchema, stage: guardStageSchema, text: z.string().max(20_000) })
  .strict();
export type TryPolicy = z.infer<typeof tryPolicySchema>;
