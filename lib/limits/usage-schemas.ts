/** Shapes of the usage ledger that the server and the screens share. Money is nano-dollars as a decimal string. */
import { z } from 'zod';
import {
  quotaMeasureSchema,
  quotaPeriodSchema,
  quotaSubjectKindSchema,
  timeZoneSchema,
} from './quota-schemas.ts';

export const tokenClasses = ['input', 'cachedInput', 'cacheWrite', 'output', 'reasoning'] as const;
export const tokenClassSchema = z.enum(tokenClasses);
export type TokenClass = z.infer<typeof tokenClassSchema>;

/** `live` is what people and programs asked; only it is charged to quotas. */
export const usageKinds = ['live', 'shadow', 'playground'] as const;
export const usageKindSchema = z.enum(usageKinds);
export type UsageKind = z.infer<typeof usageKindSchema>;

export const usageGroups = [
  'none',
  'team',
  'user',
  'key',
  'endpoint',
  'version',
  'model',
  'provider',
  'token-class',
  'kind',
] as const;
export const usageGroupSchema = z.enum(usageGroups);
export type UsageGroup = z.infer<typeof usageGroupSchema>;

export const usageBuckets = ['hour', 'day', 'week', 'month'] as const;
export const usageBucketSchema = z.enum(usageBuckets);

const filters = {
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  team: z.uuid().optional(),
  user: z.uuid().optional(),
  key: z.uuid().optional(),
  endpoint: z.string().max(63).optional(),
  /** Registered model. */
  model: z.string().max(200).optional(),
  version: z.coerce.number().int().min(1).optional(),
  provider: z.string().max(200).optional(),
  providerModel: z.string().max(200).optional(),
  kind: z.enum([...usageKinds, 'all']).default('live'),
  /** Calendar of days, weeks and months. */
  timeZone: timeZoneSchema.default('UTC'),
};

/** Query of `GET /api/usage`. A request counts for each team its user was in: groups by team may sum to more than the total. */
export const usageQuerySchema = z.object({
  ...filters,
  groupBy: usageGroupSchema.default('none'),
  /** Absent: chosen so that there are at most about 60 points. */
  bucket: usageBucketSchema.optional(),
  /** Groups beyond the largest are summed up as one, with the key `(others)`. */
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type UsageQuery = z.infer<typeof usageQuerySchema>;

/** Query of `GET /api/usage/export`: CSV, one line for each bucket and group. */
export const usageExportQuerySchema = usageQuerySchema.omit({ limit: true });
export type UsageExportQuery = z.infer<typeof usageExportQuerySchema>;

/** Tokens by class, as numbers: they stay below 2^53. */
export const usageTotalsSchema = z.object({
  requests: z.number().int(),
  input: z.number().int(),
  cachedInput: z.number().int(),
  cacheWrite: z.number().int(),
  output: z.number().int(),
  reasoning: z.number().int(),
  /** Of all classes. */
  tokens: z.number().int(),
  cost: z.string(),
});
export type UsageTotals = z.infer<typeof usageTotalsSchema>;

export const usagePointSchema = usageTotalsSchema.extend({ at: z.iso.datetime() });

export const usageGroupRowSchema = z.object({
  /** Id or name; `''` when the requests have none of it; `(others)` for the rest. */
  key: z.string(),
  /** For people: the name of today, or the bare id when its owner is gone. */
  name: z.string(),
  totals: usageTotalsSchema,
  points: z.array(usagePointSchema),
});

export const usageSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  bucket: usageBucketSchema,
  totals: usageTotalsSchema,
  /** The range of the same length before. */
  previous: usageTotalsSchema,
  points: z.array(usagePointSchema),
  /** By cost, then tokens; grouped by token class each row holds its class only. */
  groups: z.array(usageGroupRowSchema),
});
export type UsageReport = z.infer<typeof usageSchema>;

/** Query of `GET /api/usage/forecast`: to the end of the running period. */
export const forecastQuerySchema = z.object({
  period: quotaPeriodSchema.default('month'),
  timeZone: timeZoneSchema.default('UTC'),
  team: filters.team,
  user: filters.user,
  key: filters.key,
  endpoint: filters.endpoint,
});
export type ForecastQuery = z.infer<typeof forecastQuerySchema>;

const forecastValueSchema = z.object({
  /** So far in the period. */
  used: z.string(),
  /** At its end. */
  expected: z.string(),
  /** 80 % interval; null with fewer than 7 whole days of history. */
  low: z.string().nullable(),
  high: z.string().nullable(),
});

export const forecastSchema = z.object({
  periodStart: z.iso.datetime(),
  periodEnd: z.iso.datetime(),
  /** Whole days of history the forecast was drawn from. */
  historyDays: z.number().int(),
  requests: forecastValueSchema,
  tokens: forecastValueSchema,
  money: forecastValueSchema,
  /** Days of the period: what was used, and what is expected of those to come. */
  days: z.array(
    z.object({ at: z.iso.datetime(), money: z.string(), tokens: z.string(), forecast: z.boolean() }),
  ),
});
export type Forecast = z.infer<typeof forecastSchema>;

/** One of one's own quotas, for the chat and the profile. */
export const ownQuotaSchema = z.object({
  /** Whose allowance it is: one's own, a team's, or one of the endpoint. */
  of: z.object({ kind: quotaSubjectKindSchema, name: z.string() }),
  measure: quotaMeasureSchema,
  period: quotaPeriodSchema,
  timeZone: z.string(),
  amount: z.string(),
  used: z.string(),
  left: z.string(),
  share: z.number().nullable(),
  periodEnd: z.iso.datetime(),
  /** Highest share crossed in this period; 100 when it refused a request. */
  warned: z.number().int().nullable(),
});
export type OwnQuota = z.infer<typeof ownQuotaSchema>;

/** Query of `GET /api/me/usage`: with an endpoint, its quotas are told too, when one may ask it. */
export const ownUsageQuerySchema = z.object({ endpoint: z.string().max(63).optional() });

export const ownUsageSchema = z.object({
  /** The tightest first; empty without quotas. */
  quotas: z.array(ownQuotaSchema),
  /** This calendar month, UTC. */
  month: usageTotalsSchema,
});
export type OwnUsage = z.infer<typeof ownUsageSchema>;
