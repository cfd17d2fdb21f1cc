/** Shapes of the serving feature that the server and the screens share. */
import { z } from 'zod';
import {
  citationSchema,
  inputValuesSchema,
  modelParametersSchema,
  sentenceCheckSchema,
  toolCallSchema,
} from '../chain/schemas.ts';
import { inferenceStatusSchema } from '../inference/schemas.ts';
import { aliasNameSchema, modelNameSchema, stageSchema, ticketSchema } from '../registry/schemas.ts';

export const endpointNameSchema = z
  .string()
  .min(1)
  .max(63)
  .regex(
    /^[a-z0-9]([a-z0-9-_.]*[a-z0-9])?$/,
    'Use lower-case letters, digits, hyphens, dots and underscores.',
  );

export const environments = ['development', 'staging', 'production'] as const;
export const environmentSchema = z.enum(environments);
export type Environment = z.infer<typeof environmentSchema>;

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

/** A served entity with what its target means at this moment. */
export const resolvedServedEntitySchema = servedEntitySchema.extend({
  /** Version the target points at now; null when it does not exist or the target is external. */
  resolvedVersion: z.number().int().nullable(),
  /** Why nothing can be served; null when all is well. */
  problem: z.string().nullable(),
});
export type ResolvedServedEntity = z.infer<typeof resolvedServedEntitySchema>;

export const endpointSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  environment: environmentSchema,
  config: z.number().int(),
  servedEntities: z.array(resolvedServedEntitySchema),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type EndpointSummary = z.infer<typeof endpointSummarySchema>;

/** An endpoint as people who chat see it. */
export const chatEndpointSchema = endpointSummarySchema.pick({
  name: true,
  description: true,
  environment: true,
});
export type ChatEndpoint = z.infer<typeof chatEndpointSchema>;

const reasonSchema = z.string().trim().max(2000).default('');

export const createEndpointSchema = z.object({
  name: endpointNameSchema,
  description: z.string().max(5000).default(''),
  environment: environmentSchema.default('production'),
  servedEntities: servedEntitiesSchema,
});
export type CreateEndpoint = z.infer<typeof createEndpointSchema>;

/** A new configuration number is made when `servedEntities` is given and differs from what is in force. */
export const updateEndpointSchema = z.object({
  /** The configuration number the change was made from; another one in force means 409. */
  expectedConfig: z.number().int().min(1),
  description: z.string().max(5000).optional(),
  environment: environmentSchema.optional(),
  servedEntities: servedEntitiesSchema.optional(),
  reason: reasonSchema,
  ticket: ticketSchema,
});
export type UpdateEndpoint = z.infer<typeof updateEndpointSchema>;

export const endpointConfigSchema = z.object({
  number: z.number().int(),
  servedEntities: z.array(servedEntitySchema),
  reason: z.string(),
  ticket: z.string(),
  /** The configuration this one went back to; null for any other change. */
  rolledBackTo: z.number().int().nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
});
export type EndpointConfigEntry = z.infer<typeof endpointConfigSchema>;

/** A move of an alias or a stage that changed what an entity of the endpoint serves, while a configuration was in force. */
export const endpointMoveSchema = z.object({
  entities: z.array(z.string()),
  model: z.string(),
  /** `@champion` or `/production`. */
  via: z.string(),
  fromVersion: z.number().int().nullable(),
  toVersion: z.number().int().nullable(),
  reason: z.string(),
  ticket: z.string(),
  actor: z.string(),
  at: z.iso.datetime(),
});
export type EndpointMove = z.infer<typeof endpointMoveSchema>;

export const trafficScheduleSchema = z.object({
  id: z.string(),
  state: z.enum(['running', 'done', 'cancelled', 'superseded', 'failed']),
  steps: z.array(
    z.object({
      at: z.iso.datetime(),
      shares: z.record(z.string(), z.number()),
      /** Configuration the step made; null while it waits. */
      config: z.number().int().nullable(),
    }),
  ),
  reason: z.string(),
  ticket: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  /** Why it ended before its last step; empty otherwise. */
  message: z.string(),
});
export type TrafficSchedule = z.infer<typeof trafficScheduleSchema>;

/** Traffic percentages by entity name, summing to 100. */
export const sharesSchema = z.record(entityNameSchema, z.number().min(0).max(100)).refine(
  (shares) => {
    const millionths = Object.values(shares).map((share) => Math.round(share * 1e6));
    return millionths.reduce((sum, share) => sum + share, 0) === 100e6;
  },
  { message: 'Traffic percentages must sum to 100.' },
);
export type Shares = z.infer<typeof sharesSchema>;

/** Steps in the future, each later than the one before. A change by anybody in between supersedes the rest. */
export const scheduleTrafficSchema = z.object({
  expectedConfig: z.number().int().min(1),
  steps: z
    .array(z.object({ at: z.iso.datetime({ offset: true }), shares: sharesSchema }))
    .min(1)
    .max(50)
    .refine(
      (steps) => steps.every(({ at }, i) => i === 0 || Date.parse(at) > Date.parse(steps[i - 1]?.at ?? at)),
      {
        message: 'Each step must be later than the one before.',
      },
    ),
  reason: reasonSchema,
  ticket: ticketSchema,
});
export type ScheduleTraffic = z.infer<typeof scheduleTrafficSchema>;

export const endpointDetailSchema = endpointSummarySchema.extend({
  /** Newest first. */
  history: z.array(endpointConfigSchema),
  /** Newest first. */
  moves: z.array(endpointMoveSchema),
  /** Running one first, then newest first. */
  schedules: z.array(trafficScheduleSchema),
});
export type EndpointDetail = z.infer<typeof endpointDetailSchema>;

/** What `GET /api/endpoints/{name}/rollback?to=3` answers: what a roll-back would put in force, changing nothing. */
export const rollbackPreviewSchema = z.object({
  to: z.number().int(),
  /** Configuration in force: `expectedConfig` of the roll-back. */
  from: z.number().int(),
  /** Targets that mean another version now than when the configuration was last in force are pinned to that version. */
  entities: z.array(
    resolvedServedEntitySchema.extend({
      /** The target as it stands in the old configuration, when it had to be pinned; null otherwise. */
      pinnedFrom: servedTargetSchema.nullable(),
      /** Snapshot it could see then, when the knowledge base has moved on since; null otherwise. */
      snapshotThen: z.number().int().nullable(),
    }),
  ),
  problems: z.array(z.string()),
});
export type RollbackPreview = z.infer<typeof rollbackPreviewSchema>;

export const rollbackEndpointSchema = z.object({
  to: z.number().int().min(1),
  expectedConfig: z.number().int().min(1),
  /** Also serves the documents as they were then, by pinning snapshots that have moved on. */
  takeBackDocuments: z.boolean().default(true),
  reason: reasonSchema,
  ticket: ticketSchema,
});
export type RollbackEndpoint = z.infer<typeof rollbackEndpointSchema>;

/** What `POST /api/endpoints/{name}/preview` takes and answers: who would move under a new split. */
export const previewSplitSchema = z.object({ shares: sharesSchema });
export const splitPreviewSchema = z.object({
  /** Requests' units seen in the last 7 days that were looked at; 0 means the shares are computed, not observed. */
  unitsSeen: z.number().int(),
  /** Share of units, 0–1, that would move from one entity to another; pairs without any are absent. */
  moves: z.array(z.object({ from: z.string(), to: z.string(), share: z.number(), units: z.number().int() })),
  /** Share that keeps its entity, 0–1. */
  stay: z.number(),
});
export type SplitPreview = z.infer<typeof splitPreviewSchema>;

/** `POST /api/models/{name}/versions/{number}/try`: answers as a stream of `AnswerEvent`s, outside every endpoint. */
export const tryVersionSchema = z.object({
  question: z.string().min(1).max(100_000),
  inputs: inputValuesSchema.default({}),
});
export type TryVersion = z.infer<typeof tryVersionSchema>;

export const stageNames = ['pre-process', 'retrieve', 'generate', 'post-process'] as const;
export const stageNameSchema = z.enum(stageNames);
export type StageName = z.infer<typeof stageNameSchema>;

/** An answer ends as its inference row says. */
export const answerStatusSchema = inferenceStatusSchema;
export type AnswerStatus = z.infer<typeof answerStatusSchema>;

export const answerErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  /** True when the same question may well work a moment later. */
  retryable: z.boolean(),
  /** Dotted path of the part of the request that is to blame, when one is. */
  param: z.string().optional(),
});
export type AnswerError = z.infer<typeof answerErrorSchema>;

/** Kept with an assistant message and shown below it. */
export const answerDetailSchema = z.object({
  citations: z.array(citationSchema),
  checks: z.array(sentenceCheckSchema),
  status: answerStatusSchema,
  model: z.string().nullable(),
  version: z.number().int().nullable(),
  totalMs: z.number().nullable(),
  error: answerErrorSchema.nullable(),
});
export type AnswerDetail = z.infer<typeof answerDetailSchema>;

/** Passages as the chat may show them before the answer cites them. */
export const answerEventSchema = z.discriminatedUnion('type', [
  /** Sent again, before the first word, when a fallback takes over. */
  z.object({
    type: z.literal('start'),
    requestId: z.string(),
    endpoint: z.string(),
    /** Served entity that is asked. */
    entity: z.string(),
    model: z.string(),
    /** Null for an external model. */
    version: z.number().int().nullable(),
  }),
  /** A stage began; `passages` is how many are being searched. */
  z.object({ type: z.literal('stage'), stage: stageNameSchema, passages: z.number().int().optional() }),
  z.object({ type: z.literal('delta'), text: z.string() }),
  /** Citations first used since the last such event; markers are final. */
  z.object({ type: z.literal('citations'), citations: z.array(citationSchema) }),
  /** A tool the model wants called by whoever asked; always after the text. */
  z.object({ type: z.literal('tool-call'), call: toolCallSchema }),
  /** Sent only after the inference row is durable. */
  z.object({
    type: z.literal('finish'),
    status: answerStatusSchema,
    text: z.string(),
    detail: answerDetailSchema,
    usage: z.object({ inputTokens: z.number().int(), outputTokens: z.number().int() }),
  }),
  z.object({ type: z.literal('error'), requestId: z.string(), error: answerErrorSchema }),
]);
export type AnswerEvent = z.infer<typeof answerEventSchema>;
