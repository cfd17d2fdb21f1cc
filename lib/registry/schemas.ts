/** Shapes of the registry that the server and the screens share. */
import { z } from 'zod';
import {
  documentDifferenceSchema,
  documentFormSchema,
  executableChainSchema,
  versionDocumentSchema,
} from '../chain/schemas.ts';

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

/** Where an endpoint serves. Written here, below every feature that tells environments apart. */
export const environments = ['development', 'staging', 'production'] as const;
export const environmentSchema = z.enum(environments);
export type Environment = z.infer<typeof environmentSchema>;

/** Where a version stands in its life. A new one begins in development. */
export const stages = ['development', 'staging', 'production', 'archived'] as const;
export const stageSchema = z.enum(stages);
export type Stage = z.infer<typeof stageSchema>;

const modelRef = { model: modelNameSchema };

/**
 * Which version of a model is meant: `model@alias`, `model/stage` (the highest number in that stage) or `model:version`.
 */
export const versionTargetSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('alias'), ...modelRef, alias: aliasNameSchema }).strict(),
  z.object({ by: z.literal('stage'), ...modelRef, stage: stageSchema }).strict(),
  z.object({ by: z.literal('version'), ...modelRef, version: z.number().int().min(1) }).strict(),
]);
export type VersionTarget = z.infer<typeof versionTargetSchema>;

const tagKeySchema = z
  .string()
  .min(1)
  .max(63)
  .regex(/^[A-Za-z0-9]([A-Za-z0-9-_./]*[A-Za-z0-9])?$/, 'Use letters, digits, hyphens, dots and slashes.');
export const tagsSchema = z
  .record(tagKeySchema, z.string().max(500))
  .refine((tags) => Object.keys(tags).length <= 50, { message: 'There may be 50 tags at most.' });
export type Tags = z.infer<typeof tagsSchema>;

const reasonSchema = z.string().trim().max(2000).default('');
/** Number of an approval in the organisation's own system, e.g. `CHG-1042`. */
export const ticketSchema = z.string().trim().max(200).default('');

export const createModelSchema = z.object({
  name: modelNameSchema,
  description: z.string().max(5000).default(''),
  tags: tagsSchema.default({}),
});
export type CreateModel = z.infer<typeof createModelSchema>;

/** Tags given replace all tags. */
export const updateModelSchema = z.object({
  description: z.string().max(5000).optional(),
  tags: tagsSchema.optional(),
});
export type UpdateModel = z.infer<typeof updateModelSchema>;

/** Where a version came from. */
export const versionSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('new') }).strict(),
  z.object({ kind: z.literal('version'), model: modelNameSchema, version: z.number().int().min(1) }).strict(),
  z.object({ kind: z.literal('run'), runId: z.string().min(1).max(200) }).strict(),
  /** An imported folder: what its `MLmodel` says. */
  z.object({ kind: z.literal('import'), model: z.string().max(200), version: z.string().max(200) }).strict(),
  z.object({ kind: z.literal('configuration') }).strict(),
]);
export type VersionSource = z.infer<typeof versionSourceSchema>;

/** Register a version from a parsed document, or from YAML or JSON text. */
export const registerVersionSchema = z
  .object({
    document: versionDocumentSchema.optional(),
    source: z.string().max(1_000_000).optional(),
    description: z.string().max(5000).default(''),
    tags: tagsSchema.default({}),
    from: versionSourceSchema.default({ kind: 'new' }),
    /** `require` refuses a version whose dry run fails; `skip` registers it untried. */
    dryRun: z.enum(['require', 'skip']).default('require'),
  })
  .refine((input) => (input.document === undefined) !== (input.source === undefined), {
    message: 'Send the document as an object or as YAML or JSON text.',
  });
export type RegisterVersion = z.infer<typeof registerVersionSchema>;

/** How the one question a version answers before it is registered went. */
export const dryRunSchema = z.object({
  status: z.enum(['passed', 'failed', 'skipped']),
  question: z.string(),
  /** First 500 characters of the answer. */
  answer: z.string(),
  /** Why it failed or was skipped; empty when it passed. */
  message: z.string(),
  totalMs: z.number(),
});
export type DryRun = z.infer<typeof dryRunSchema>;

/** Tags given replace all tags. */
export const updateVersionSchema = z.object({
  description: z.string().max(5000).optional(),
  tags: tagsSchema.optional(),
});
export type UpdateVersion = z.infer<typeof updateVersionSchema>;

/** Of a deletion and of a restoration. */
export const deleteVersionSchema = z.object({ reason: reasonSchema, ticket: ticketSchema });
export type DeleteVersion = z.infer<typeof deleteVersionSchema>;

export const moveAliasSchema = z.object({
  version: z.number().int().min(1),
  reason: reasonSchema,
  ticket: ticketSchema,
});
export type MoveAlias = z.infer<typeof moveAliasSchema>;

export const deleteAliasSchema = z.object({ reason: reasonSchema, ticket: ticketSchema });
export type DeleteAlias = z.infer<typeof deleteAliasSchema>;

export const transitionStageSchema = z.object({
  stage: stageSchema,
  /** Moves every other version of the stage to `archived`. */
  archiveExisting: z.boolean().default(false),
  reason: reasonSchema,
  ticket: ticketSchema,
});
export type TransitionStage = z.infer<typeof transitionStageSchema>;

/** Recorded when the version was registered and never changed. */
export const lineageSchema = z.object({
  source: versionSourceSchema,
  /** Latest snapshot of the knowledge base at that time, also when the chain pins another or none. */
  knowledge: z.object({ name: z.string(), snapshot: z.number().int() }).nullable(),
  slipwayVersion: z.string(),
  /** Versions of what an answer depends on, e.g. `{node: "24.1.0", "@lancedb/lancedb": "0.39.0"}`. */
  dependencies: z.record(z.string(), z.string()),
});
export type Lineage = z.infer<typeof lineageSchema>;

export const modelVersionSummarySchema = z.object({
  number: z.number().int(),
  description: z.string(),
  chainHash: z.string(),
  form: documentFormSchema,
  stage: stageSchema,
  tags: tagsSchema,
  /** Deleted versions keep their number and document; they can be restored. */
  deletedAt: z.iso.datetime().nullable(),
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
  /** As it was registered. */
  document: versionDocumentSchema,
  /** The document written out as the stages that run. */
  chain: executableChainSchema,
  /** The document as YAML, for the editor. */
  yaml: z.string(),
  lineage: lineageSchema,
  dryRun: dryRunSchema,
});
export type ModelVersion = z.infer<typeof modelVersionSchema>;

export const registeredVersionSchema = modelVersionSchema.extend({
  /** Number of the previous version when its chain is the same; null when something changed. */
  unchangedFrom: z.number().int().nullable(),
  /** What does not forbid the version but deserves a look, e.g. a model its provider does not list. */
  notices: z.array(z.string()),
});
export type RegisteredVersion = z.infer<typeof registeredVersionSchema>;

export const aliasMoveSchema = z.object({
  alias: z.string(),
  fromVersion: z.number().int().nullable(),
  toVersion: z.number().int().nullable(),
  reason: z.string(),
  ticket: z.string(),
  actor: z.string(),
  at: z.iso.datetime(),
});
export type AliasMove = z.infer<typeof aliasMoveSchema>;

export const stageMoveSchema = z.object({
  version: z.number().int(),
  /** Null for a version just registered. */
  fromStage: stageSchema.nullable(),
  toStage: stageSchema,
  reason: z.string(),
  ticket: z.string(),
  actor: z.string(),
  at: z.iso.datetime(),
});
export type StageMove = z.infer<typeof stageMoveSchema>;

/** What a transition changed: the move of the version itself first, then those it archived; empty when it was there. */
export const stageTransitionSchema = z.object({ items: z.array(stageMoveSchema) });

export const versionDeletionSchema = z.object({
  version: z.number().int(),
  /** False for a restoration. */
  deleted: z.boolean(),
  reason: z.string(),
  ticket: z.string(),
  actor: z.string(),
  at: z.iso.datetime(),
});
export type VersionDeletion = z.infer<typeof versionDeletionSchema>;

export const modelSummarySchema = z.object({
  name: z.string(),
  description: z.string(),
  tags: tagsSchema,
  /** Highest number that is not deleted. */
  latestVersion: z.number().int().nullable(),
  aliases: z.array(z.object({ alias: z.string(), version: z.number().int() })),
  /** Versions in each stage but `archived`, highest first. */
  stages: z.object({
    development: z.array(z.number().int()),
    staging: z.array(z.number().int()),
    production: z.array(z.number().int()),
  }),
  /** Endpoints that serve this model. */
  endpoints: z.array(z.string()),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ModelSummary = z.infer<typeof modelSummarySchema>;

export const modelDetailSchema = modelSummarySchema.extend({
  /** Newest first, deleted ones included. */
  versions: z.array(modelVersionSummarySchema),
  /** Newest first. */
  aliasMoves: z.array(aliasMoveSchema),
  /** Newest first. */
  stageMoves: z.array(stageMoveSchema),
  /** Deletions and restorations, newest first. */
  deletions: z.array(versionDeletionSchema),
});
export type ModelDetail = z.infer<typeof modelDetailSchema>;

export const compareVersionsSchema = z.object({ from: versionNumberSchema, to: versionNumberSchema });

/** What `GET /api/models/{name}/compare?from=1&to=2` answers. */
export const versionComparisonSchema = z.object({
  from: modelVersionSchema,
  to: modelVersionSchema,
  differences: z.array(documentDifferenceSchema),
});
export type VersionComparison = z.infer<typeof versionComparisonSchema>;
