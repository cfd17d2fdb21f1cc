/** Shapes of the registry that the server and the screens share. */
import { z } from 'zod';
import { chainSchema } from '../chain/schemas.ts';

export const modelNameSchema = z
  .string()
  .min(1)
  .max(63)
  .regex(
    /^[a-z0-9]([a-z0-9-_.]*[a-z0-9])?$/,
    'Use lower-case letters, digits, hyphens, dots and underscores.',
  );

export const aliasNameSchema = z
  .string()
  .min(1)
  .max(63)
  .regex(
    /^[a-z]([a-z0-9-_]*[a-z0-9])?$/,
    'Use lower-case letters, digits and hyphens, starting with a letter.',
  )
  .refine((name) => !/^v\d+$/.test(name), 'An alias may not look like a version number.');

/** A version number as it stands in an address. */
export const versionNumberSchema = z.coerce.number().int().min(1);

/** Which version of a model is meant: whatever an alias points at, or a fixed number. */
export const versionTargetSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('alias'), alias: z.string().min(1).max(63) }).strict(),
  z.object({ by: z.literal('version'), version: z.number().int().min(1) }).strict(),
]);
export type VersionTarget = z.infer<typeof versionTargetSchema>;

export const createModelSchema = z.object({
  name: modelNameSchema,
  description: z.string().max(5000).default(''),
});
export type CreateModel = z.infer<typeof createModelSchema>;

/** Register a version from a parsed chain, or from YAML or JSON text. */
export const registerVersionSchema = z
  .object({
    chain: chainSchema.optional(),
    source: z.string().max(1_000_000).optional(),
    description: z.string().max(5000).default(''),
  })
  .refine((input) => (input.chain === undefined) !== (input.source === undefined), {
    message: 'Send the chain as an object or as YAML or JSON text.',
  });
export type RegisterVersion = z.infer<typeof registerVersionSchema>;

export const moveAliasSchema = z.object({
  version: z.number().int().min(1),
  reason: z.string().trim().max(2000).default(''),
});
export type MoveAlias = z.infer<typeof moveAliasSchema>;

export const deleteAliasSchema = z.object({ reason: z.string().trim().max(2000).default('') });

export const modelVersionSummarySchema = z.object({
  number: z.number().int(),
  description: z.string(),
  chainHash: z.string(),
  aliases: z.array(z.string()),
  provider: z.string(),
  providerModel: z.string(),
  knowledge: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
});
export type ModelVersionSummary = z.infer<typeof modelVersionSummarySchema>;

export const modelVersionSchema = modelVersionSummarySchema.extend({
  model: z.string(),
  chain: chainSchema,
  /** The chain as YAML, for the editor. */
  yaml: z.string(),
});
export type ModelVersion = z.infer<typeof modelVersionSchema>;

export const registeredVersionSchema = modelVersionSchema.extend({
  /** Number of the previous version when its chain is the same; null when something changed. */
  unchangedFrom: z.number().int().nullable(),
});
export type RegisteredVersion = z.infer<typeof registeredVersionSchema>;

export const aliasMoveSchema = z.object({
  alias: z.string(),
  fromVersion: z.number().int().nullable(),
  toVersion: z.number().int().nullable(),
  reason: z.string(),
  actor: z.string(),
  at: z.iso.datetime(),
});
export type AliasMove = z.infer<typeof aliasMoveSchema>;

export const modelSummarySchema = z.object({
  name: z.string(),
  description: z.string(),
  latestVersion: z.number().int().nullable(),
  aliases: z.array(z.object({ alias: z.string(), version: z.number().int() })),
  /** Endpoints that serve this model. */
  endpoints: z.array(z.string()),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ModelSummary = z.infer<typeof modelSummarySchema>;

export const modelDetailSchema = modelSummarySchema.extend({
  versions: z.array(modelVersionSummarySchema),
  aliasMoves: z.array(aliasMoveSchema),
});
export type ModelDetail = z.infer<typeof modelDetailSchema>;
