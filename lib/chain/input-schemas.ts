/** What a request to a version must look like. */
import { z } from 'zod';

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
