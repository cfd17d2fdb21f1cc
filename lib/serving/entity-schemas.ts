/** Served entities: what an endpoint sends its requests to, and with which share and limits. */
import { z } from 'zod';
import { modelParametersSchema } from '../chain/schemas.ts';
import { aliasNameSchema, modelNameSchema, stageSchema } from '../registry/schemas.ts';

/**
 * What answers for a served entity: `model@alias`, `model/stage` (the highest number in it), `model:version`, or a model of
 * a provider without a registered version.
 */
export const servedTargetSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('alias'), model: modelNameSchema, alias: aliasNameSchema }).strict(),
  z.object({ by: z.literal('stage'), model: modelNameSchema, stage: stageSchema }).strict(),
  z.object({ by: z.literal('version'), model: modelNameSchema, version: z.number().int().min(1) }).strict(),
  z
    .object({
      by: z.literal('external'),
      provider: z.string().min(1).max(63),
      providerModel: z.string().min(1).max(200),
      parameters: modelParametersSchema.prefault({}),
    })
    .strict(),
]);
export type ServedTarget = z.infer<typeof servedTargetSchema>;

/** `assistant@champion`, `assistant/production`, `assistant:3`; an external model as `openai › gpt-5`. */
export function targetText(target: ServedTarget): string {
  switch (target.by) {
    case 'alias':
      return `${target.model}@${target.alias}`;
    case 'stage':
      return `${target.model}/${target.stage}`;
    case 'version':
      return `${target.model}:${target.version}`;
    case 'external':
      return `${target.provider} › ${target.providerModel}`;
  }
}

/** Reads what `targetText` writes for registered models; null when it is none of the three. */
export function parseTargetText(text: string): Exclude<ServedTarget, { by: 'external' }> | null {
  const [, model, mark, rest] = /^([^@/:]+)([@/:])(.+)$/.exec(text.trim()) ?? [];
  const by = { '@': 'alias', '/': 'stage', ':': 'version' }[mark ?? ''];
  if (by === undefined) return null;
  const parsed = servedTargetSchema.safeParse({
    by,
    model,
    ...(by === 'version' ? { version: Number(rest) } : { [by]: rest }),
  });
  return parsed.success && parsed.data.by !== 'external' ? parsed.data : null;
}

/**
 * `exact` keys by the text as it came, `normalised` by it without case, punctuation and extra white space. Keys hold the
 * version, the snapshot, the parameters and the conversation too, so a change of any of them misses.
 */
export const cacheModeSchema = z.enum(['off', 'exact', 'normalised']);
export type CacheMode = z.infer<typeof cacheModeSchema>;

const entityCacheSchema = z
  .object({
    responses: cacheModeSchema.default('off'),
    responseTtlSeconds: z
      .number()
      .int()
      .min(1)
      .max(30 * 86_400)
      .default(3600),
    /** Of questions, so that a question asked again is not embedded again. */
    embeddings: cacheModeSchema.default('off'),
  })
  .strict();

/** Databricks' workload settings: kept with the configuration for the part that deploys workers. */
export const workloadSchema = z
  .object({
    workloadSize: z.enum(['Small', 'Medium', 'Large']).default('Small'),
    scaleToZeroEnabled: z.boolean().default(false),
    minWorkers: z.number().int().min(0).max(1000).default(1),
    maxWorkers: z.number().int().min(1).max(1000).default(1),
  })
  .strict()
  .refine(({ minWorkers, maxWorkers }) => minWorkers <= maxWorkers, {
    path: ['minWorkers'],
    message: 'The least number of workers may not exceed the largest.',
  });
export type Workload = z.infer<typeof workloadSchema>;

export const entityNameSchema = z
  .string()
  .min(1)
  .max(63)
  .regex(
    /^[A-Za-z0-9]([A-Za-z0-9-_.@:/ ]*[A-Za-z0-9])?$/,
    'Use letters, digits, hyphens, dots and underscores.',
  );

export const servedEntitySchema = z
  .object({
    name: entityNameSchema,
    target: servedTargetSchema,
    /** 0–100. An entity with 0 serves only as a fallback or a shadow. */
    trafficPercentage: z.number().min(0).max(100),
    /** Share of the other entities' requests, 0–100, that is mirrored here; its answers are logged, never shown. */
    shadowPercentage: z.number().min(0).max(100).default(0),
    /** Whole answer, in milliseconds; null keeps the version's own. */
    timeoutMs: z.number().int().min(1000).max(600_000).nullable().default(null),
    /** Further tries at the provider before a fallback is asked; null keeps the provider's own. */
    retries: z.number().int().min(0).max(5).nullable().default(null),
    /** Names of other entities, asked in this order when this one fails before its first word. */
    fallbacks: z.array(entityNameSchema).max(10).default([]),
    cache: entityCacheSchema.prefault({}),
    /** Answers at a time in one server process; null is no limit. */
    maxConcurrency: z.number().int().min(1).max(10_000).nullable().default(null),
    /** Overrides the snapshot of the version: how a roll-back takes back what the model could see. */
    knowledgeSnapshot: z.number().int().min(1).nullable().default(null),
    workload: workloadSchema.prefault({}),
  })
  .strict();
export type ServedEntity = z.infer<typeof servedEntitySchema>;
export type ServedEntityInput = z.input<typeof servedEntitySchema>;

/** The entities in the order of a first fallback cycle, e.g. `["a", "b", "a"]`; null when there is none. */
export function fallbackCycle(
  entities: readonly Pick<ServedEntity, 'name' | 'fallbacks'>[],
): string[] | null {
  const next = new Map(entities.map((entity) => [entity.name, entity.fallbacks]));
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): string[] | null => {
    const start = path.indexOf(name);
    if (start >= 0) return [...path.slice(start), name];
    if (done.has(name)) return null;
    for (const fallback of next.get(name) ?? []) {
      const found = visit(fallback, [...path, name]);
      if (found !== null) return found;
    }
    done.add(name);
    return null;
  };
  for (const { name } of entities) {
    const found = visit(name, []);
    if (found !== null) return found;
  }
  return null;
}

export const servedEntitiesSchema = z
  .array(servedEntitySchema)
  .min(1)
  .max(20)
  .superRefine((entities, context) => {
    const names = new Set(entities.map((entity) => entity.name));
    if (names.size !== entities.length) {
      context.addIssue({ code: 'custom', message: 'Each served entity needs a name of its own.' });
    }
    // Compared in millionths: 33.3 + 33.3 + 33.4 is 100 to a person, not to a binary fraction.
    const millionths = entities.map((entity) => Math.round(entity.trafficPercentage * 1e6));
    const sum = millionths.reduce((total, share) => total + share, 0);
    if (sum !== 100e6) {
      context.addIssue({
        code: 'custom',
        message: `Traffic percentages must sum to 100; these sum to ${sum / 1e6}.`,
      });
    }
    entities.forEach((entity, index) => {
      const unknown = entity.fallbacks.find((name) => !names.has(name));
      if (unknown === undefined) return;
      context.addIssue({
        code: 'custom',
        path: [index, 'fallbacks'],
        message: `There is no served entity named "${unknown}" to fall back to.`,
      });
    });
    const cycle = fallbackCycle(entities);
    if (cycle !== null) {
      context.addIssue({ code: 'custom', message: `The fallbacks go in a circle: ${cycle.join(' → ')}.` });
    }
  });
