/** Shapes of the guided promotion that the server and the screens share. */
import { z } from 'zod';
import { documentDifferenceSchema } from '../chain/schemas.ts';
import {
  aliasNameSchema,
  modelVersionSummarySchema,
  stageSchema,
  ticketSchema,
} from '../registry/schemas.ts';
import { environmentSchema } from '../serving/schemas.ts';

/** Environments a version is promoted to; it is registered in development. */
export const promotionTargetSchema = z.enum(['staging', 'production']);
export type PromotionTarget = z.infer<typeof promotionTargetSchema>;

/** A failed check forbids the promotion; a warning is for the person to weigh. */
export const promotionCheckSchema = z.object({
  id: z.enum(['references', 'snapshot', 'dry-run', 'previous-environment', 'quality', 'difference']),
  title: z.string(),
  status: z.enum(['passed', 'warning', 'failed']),
  detail: z.string(),
});
export type PromotionCheck = z.infer<typeof promotionCheckSchema>;

/** What `GET /api/models/{name}/versions/{number}/promotion?to=production` answers, changing nothing. */
export const promotionPreviewSchema = z.object({
  model: z.string(),
  version: modelVersionSummarySchema,
  to: promotionTargetSchema,
  checks: z.array(promotionCheckSchema),
  /** The version the stage means now; null when it is empty. */
  current: modelVersionSummarySchema.nullable(),
  /** From `current` to the version; empty when there is none. */
  differences: z.array(documentDifferenceSchema),
  /** Served entities of endpoints that follow the stage, or an alias that may be moved along. */
  followers: z.array(
    z.object({
      endpoint: z.string(),
      environment: environmentSchema,
      entity: z.string(),
      trafficPercentage: z.number(),
      via: z.discriminatedUnion('by', [
        z.object({ by: z.literal('stage'), stage: stageSchema }),
        z.object({ by: z.literal('alias'), alias: z.string() }),
      ]),
      versionNow: z.number().int().nullable(),
    }),
  ),
  /** Aliases of the model and where they point. */
  aliases: z.array(z.object({ alias: z.string(), version: z.number().int() })),
  /** Versions that would be archived with `archiveExisting`. */
  wouldArchive: z.array(z.number().int()),
});
export type PromotionPreview = z.infer<typeof promotionPreviewSchema>;

export const promoteVersionSchema = z
  .object({
    to: promotionTargetSchema,
    /** The version the person saw in the stage; another one there now means 409. */
    expectedCurrent: z.number().int().nullable(),
    archiveExisting: z.boolean().default(true),
    /** Aliases moved to the version in the same transaction. */
    aliases: z.array(aliasNameSchema).max(20).default([]),
    reason: z.string().trim().max(2000).default(''),
    /** Needed for production. */
    ticket: ticketSchema,
  })
  .refine((input) => input.to !== 'production' || input.ticket !== '', {
    path: ['ticket'],
    message: 'A promotion to production needs an approval ticket.',
  });
export type PromoteVersion = z.infer<typeof promoteVersionSchema>;

/** What `POST /api/models/{name}/versions/{number}/promotion` answers. */
export const promotionResultSchema = z.object({
  model: z.string(),
  version: z.number().int(),
  to: promotionTargetSchema,
  /** The version the stage meant before. */
  previous: z.number().int().nullable(),
  archived: z.array(z.number().int()),
  /** Aliases that were moved; those that pointed at the version already are absent. */
  aliases: z.array(z.object({ alias: z.string(), fromVersion: z.number().int().nullable() })),
  checks: z.array(promotionCheckSchema),
});
export type PromotionResult = z.infer<typeof promotionResultSchema>;

export const previewPromotionSchema = z.object({ to: promotionTargetSchema });
