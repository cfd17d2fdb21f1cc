/** Shapes of rate limits that the server and the screens share. */
import { z } from 'zod';

export const rateSubjectKinds = ['endpoint', 'user', 'team', 'key', 'tag'] as const;
export const rateSubjectKindSchema = z.enum(rateSubjectKinds);
export type RateSubjectKind = z.infer<typeof rateSubjectKindSchema>;

export const rateUnits = ['requests', 'tokens'] as const;
export const rateUnitSchema = z.enum(rateUnits);
export type RateUnit = z.infer<typeof rateUnitSchema>;

export const rateWindows = ['second', 'minute', 'hour'] as const;
export const rateWindowSchema = z.enum(rateWindows);
export type RateWindow = z.infer<typeof rateWindowSchema>;

export const rateWindowMs: Readonly<Record<RateWindow, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
};

/** Subject that means each of its kind, each with an allowance of its own. */
export const eachSubject = '*';

/** Longest request tag; see the header `x-slipway-tag`. */
export const maxTagLength = 64;

/** Far above any real traffic, and exact in JSON. */
export const maxRateLimit = 1_000_000_000_000;

/** What a rule is for; there is one rule for each such combination. */
export const rateIdentitySchema = z.strictObject({
  subjectKind: rateSubjectKindSchema,
  /** Id of a user, team or key; name of an endpoint; a tag; or `*`. */
  subject: z
    .string()
    .trim()
    .min(1, 'Choose whom the limit is for, or * for each of them.')
    .max(200)
    .regex(/^\P{Cc}*$/u, 'Control characters are not allowed.'),
  unit: rateUnitSchema,
  window: rateWindowSchema,
});
export type RateIdentity = z.infer<typeof rateIdentitySchema>;

/** Body of `PUT /api/limits/rates`. */
export const saveRateSchema = rateIdentitySchema.extend({
  /** Requests or tokens in one window; 0 refuses everything. */
  limit: z
    .number()
    .int('A limit is a whole number.')
    .min(0, 'A limit cannot be negative.')
    .max(maxRateLimit, 'This is more than can be counted.'),
  enabled: z.boolean().default(true),
});
export type SaveRate = z.infer<typeof saveRateSchema>;

export const rateRuleSchema = rateIdentitySchema.extend({
  id: z.uuid(),
  limit: z.number().int(),
  enabled: z.boolean(),
  createdAt: z.iso.datetime(),
  /** Send it back as `if-match` to change only what you read. */
  updatedAt: z.iso.datetime(),
});
export type RateRule = z.infer<typeof rateRuleSchema>;

export const listRatesSchema = z.object({
  subjectKind: rateSubjectKindSchema.optional(),
  subject: z.string().max(200).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(25),
});
export type ListRates = z.output<typeof listRatesSchema>;

export const listedRateSchema = rateRuleSchema.extend({
  /** As people call the subject; its id when it is gone. */
  subjectName: z.string(),
});
export type ListedRate = z.infer<typeof listedRateSchema>;

export const rateListSchema = z.object({ items: z.array(listedRateSchema), total: z.number().int() });
export type RateList = z.infer<typeof rateListSchema>;
