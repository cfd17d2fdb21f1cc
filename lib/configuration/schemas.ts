/** Configuration as code: models, versions, aliases, stages, endpoints and splits as one document. */
import { z } from 'zod';
import { modelParametersSchema, versionDocumentSchema } from '../chain/schemas.ts';
import {
  aliasNameSchema,
  modelNameSchema,
  stageSchema,
  tagsSchema,
  ticketSchema,
} from '../registry/schemas.ts';
import {
  endpointNameSchema,
  environmentSchema,
  parseTargetText,
  type ServedEntity,
  type ServedTarget,
  servedEntitiesSchema,
  servedEntitySchema,
} from '../serving/schemas.ts';

/** Largest document in bytes: prompts of many versions fit. */
export const maxConfigurationBytes = 10_000_000;

const externalSchema = z
  .object({
    provider: z.string().min(1).max(63),
    model: z.string().min(1).max(200),
    parameters: modelParametersSchema.prefault({}),
  })
  .strict();

/** `assistant@champion`, `assistant/production`, `assistant:3`, or `{provider, model, parameters}`. */
const servesSchema = z.unknown().transform((value, context): ServedTarget => {
  const target = typeof value === 'string' ? parseTargetText(value) : null;
  if (target !== null) return target;
  const external = externalSchema.safeParse(value);
  if (external.success) {
    const { provider, model: providerModel, parameters } = external.data;
    return { by: 'external', provider, providerModel, parameters };
  }
  context.addIssue({
    code: 'custom',
    message: 'Write "model@alias", "model/stage" or "model:version", or an object with provider and model.',
  });
  return z.NEVER;
});

/** A served entity as people write it: `serves` stands for the target, everything else as in the API. */
const entityDocumentSchema = servedEntitySchema
  .omit({ target: true })
  .extend({ serves: servesSchema })
  .transform(({ serves, ...entity }) => ({ ...entity, target: serves }));

/** The rules of a whole configuration (shares sum to 100, fallbacks known and in no circle) hold here too. */
const entitiesDocumentSchema = z
  .array(entityDocumentSchema)
  .transform((entities, context): ServedEntity[] => {
    const parsed = servedEntitiesSchema.safeParse(entities);
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  });

const endpointDocumentSchema = z
  .object({
    name: endpointNameSchema,
    description: z.string().max(5000).default(''),
    environment: environmentSchema.default('production'),
    servedEntities: entitiesDocumentSchema,
  })
  .strict();
export type EndpointDocument = z.infer<typeof endpointDocumentSchema>;

const versionEntrySchema = z
  .object({
    /** Numbers are consecutive and never change their document. */
    number: z.number().int().min(1),
    description: z.string().max(5000).default(''),
    stage: stageSchema.default('development'),
    tags: tagsSchema.default({}),
    /** A deleted version keeps its number. */
    deleted: z.boolean().default(false),
    document: versionDocumentSchema,
  })
  .strict();
export type VersionEntry = z.infer<typeof versionEntrySchema>;

const modelDocumentSchema = z
  .object({
    name: modelNameSchema,
    description: z.string().max(5000).default(''),
    tags: tagsSchema.default({}),
    /** The whole set: an alias that is not listed is removed. */
    aliases: z.record(aliasNameSchema, z.number().int().min(1)).default({}),
    /** Versions that are not listed stay as they are. */
    versions: z.array(versionEntrySchema).max(1000).default([]),
  })
  .strict();
export type ModelDocument = z.infer<typeof modelDocumentSchema>;

function namesAreUnique(items: readonly { name: string }[]): boolean {
  return new Set(items.map((item) => item.name)).size === items.length;
}

/** Models and endpoints that are not listed stay as they are. */
export const configurationSchema = z
  .object({
    apiVersion: z.literal('slipway/v1'),
    models: z
      .array(modelDocumentSchema)
      .max(500)
      .default([])
      .refine(namesAreUnique, { message: 'A model is listed twice.' }),
    endpoints: z
      .array(endpointDocumentSchema)
      .max(500)
      .default([])
      .refine(namesAreUnique, { message: 'An endpoint is listed twice.' }),
  })
  .strict();
export type Configuration = z.infer<typeof configurationSchema>;

export const configurationQuerySchema = z.object({
  /** `true` answers what would change and changes nothing. */
  dryRun: z.enum(['true', 'false']).default('false'),
  reason: z.string().trim().max(2000).default(''),
  ticket: ticketSchema,
});

/** One thing that applying the document does, in words; `before` and `after` are YAML for a line diff. */
export const configurationChangeSchema = z.object({
  kind: z.enum(['model', 'version', 'stage', 'alias', 'endpoint', 'split']),
  action: z.enum(['create', 'update', 'delete']),
  /** Name of the model or endpoint. */
  subject: z.string(),
  summary: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type ConfigurationChange = z.infer<typeof configurationChangeSchema>;

export const configurationPlanSchema = z.object({
  applied: z.boolean(),
  changes: z.array(configurationChangeSchema),
  /** Why the document cannot be applied; empty when it can. */
  problems: z.array(z.string()),
  /** Models and endpoints of this installation that the document does not name. */
  untouched: z.array(z.object({ kind: z.enum(['model', 'endpoint']), name: z.string() })),
  /** The `etag` of `GET /api/config`: of the configuration this was planned from, once applied of the new one. */
  etag: z.string(),
});
export type ConfigurationPlan = z.infer<typeof configurationPlanSchema>;
