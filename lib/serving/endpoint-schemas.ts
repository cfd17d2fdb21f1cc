/** Endpoints, their configurations and how traffic moves between these. */
import { z } from 'zod';
import { type Environment, environmentSchema, environments, ticketSchema } from '../registry/schemas.ts';
import {
  entityNameSchema,
  servedEntitiesSchema,
  servedEntitySchema,
  servedTargetSchema,
} from './entity-schemas.ts';

export const endpointNameSchema = z
  .string()
  .min(1)
  .max(63)
  .regex(
    /^[a-z0-9]([a-z0-9-_.]*[a-z0-9])?$/,
    'Use lower-case letters, digits, hyphens, dots and underscores.',
  );

export { type Environment, environmentSchema, environments };

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
