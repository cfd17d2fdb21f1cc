import { z } from 'zod';

/** What one endpoint may keep for a time of its own. */
export const endpointDataClasses = [
  'text',
  'metrics',
  'feedback',
  'conversations',
  'responseCache',
  'guardrails',
  'datasets',
] as const;
export type EndpointDataClass = (typeof endpointDataClasses)[number];

/** Entries of the usage ledger are kept at least this long: the counters of a month can be made again from them. */
export const ledgerFloorDays = 62;

const days = z.number().int().min(1).max(36_500).nullable();

/** Days by class; null is for ever, absent inherits (for an endpoint) or is for ever (for the installation). */
export const retentionDaysSchema = z
  .object({
    text: days.optional(),
    metrics: days.optional(),
    feedback: days.optional(),
    conversations: days.optional(),
    responseCache: days.optional(),
    guardrails: days.optional(),
    datasets: days.optional(),
  })
  .strict();
export type RetentionDays = z.infer<typeof retentionDaysSchema>;

export const defaultRetentionDaysSchema = retentionDaysSchema.extend({
  ledger: z
    .number()
    .int()
    .min(ledgerFloorDays, `The usage ledger is kept for ${ledgerFloorDays} days at least.`)
    .max(36_500)
    .nullable()
    .optional(),
});
export type DefaultRetentionDays = z.infer<typeof defaultRetentionDaysSchema>;

export const setDefaultPolicySchema = z
  .object({ storePrompts: z.boolean(), days: defaultRetentionDaysSchema })
  .strict();
export type SetDefaultPolicy = z.infer<typeof setDefaultPolicySchema>;

/** What an endpoint says of its own; `storePrompts: null` inherits. */
export const setEndpointPolicySchema = z
  .object({ storePrompts: z.boolean().nullable(), days: retentionDaysSchema })
  .strict();
export type SetEndpointPolicy = z.infer<typeof setEndpointPolicySchema>;

export const endpointPolicySchema = setEndpointPolicySchema.extend({
  endpoint: z.string(),
  /** With what is inherited filled in. */
  effective: z.object({ storePrompts: z.boolean(), days: retentionDaysSchema }),
});
export type EndpointPolicy = z.infer<typeof endpointPolicySchema>;

export const dataPoliciesSchema = z.object({
  defaults: setDefaultPolicySchema,
  /** Every endpoint there is, by name. */
  endpoints: z.array(endpointPolicySchema),
});
export type DataPolicies = z.infer<typeof dataPoliciesSchema>;

export const retentionRunSchema = z.object({
  id: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** Rows removed or emptied so far, by step. */
  removed: z.record(z.string(), z.number()),
  error: z.string().nullable(),
});
export type RetentionRun = z.infer<typeof retentionRunSchema>;

/** The latest run; null before the first. */
export const retentionStatusSchema = z.object({ last: retentionRunSchema.nullable() });
