/** Shapes of quotas that the server and the screens share. Amounts are whole numbers as decimal strings. */
import { z } from 'zod';

export const quotaSubjectKinds = ['team', 'user', 'key', 'endpoint'] as const;
export const quotaSubjectKindSchema = z.enum(quotaSubjectKinds);
export type QuotaSubjectKind = z.infer<typeof quotaSubjectKindSchema>;

export const quotaMeasures = ['requests', 'tokens', 'money'] as const;
export const quotaMeasureSchema = z.enum(quotaMeasures);
export type QuotaMeasure = z.infer<typeof quotaMeasureSchema>;

/** Calendar periods in the quota's own time zone. A week begins on Monday (ISO 8601). */
export const quotaPeriods = ['day', 'week', 'month'] as const;
export const quotaPeriodSchema = z.enum(quotaPeriods);
export type QuotaPeriod = z.infer<typeof quotaPeriodSchema>;

/** The subject id that means each of its kind, each with an allowance of its own. */
export const everySubject = '*';

/**
 * Requests, tokens, or nano-dollars (1e-9 USD); the largest is 1e18, so that sums stay within PostgreSQL's bigint.
 */
export const amountSchema = z
  .string()
  .regex(/^\d{1,19}$/, 'Enter a whole number that is not negative.')
  .refine((text) => !/^\d+$/.test(text) || BigInt(text) <= 10n ** 18n, 'This is more than can be counted.')
  .transform((text) => BigInt(text).toString());

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

export const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, 'Enter a time zone of the IANA database, e.g. Europe/Berlin.');

/** Shares of the amount, in percent, at which somebody is told. */
export const warnSharesSchema = z
  .array(z.number().int().min(1).max(99))
  .max(5)
  .transform((shares) => [...new Set(shares)].sort((a, b) => a - b));

const plainText = z
  .string()
  .trim()
  .regex(/^\P{Cc}*$/u, 'Control characters are not allowed.');

export const quotaSubjectSchema = z.strictObject({
  kind: quotaSubjectKindSchema,
  /** Id of a team, user or key; name of an endpoint; `*` for each of the kind. */
  id: z.string().trim().min(1, 'Choose whom it is for, or * for everybody.').max(63),
});
export type QuotaSubject = z.infer<typeof quotaSubjectSchema>;

/** Body of `POST /api/limits/quotas` and `PUT /api/limits/quotas/{id}`. */
export const saveQuotaSchema = z.strictObject({
  subject: quotaSubjectSchema,
  measure: quotaMeasureSchema,
  period: quotaPeriodSchema,
  timeZone: timeZoneSchema,
  /** In one period; 0 allows nothing. */
  amount: amountSchema,
  warnShares: warnSharesSchema.default([80, 95]),
  enabled: z.boolean().default(true),
  note: plainText.max(500).default(''),
  /** The `revision` that was read; left out when the quota is new. */
  revision: z.number().int().min(1).optional(),
});
export type SaveQuota = z.infer<typeof saveQuotaSchema>;

/** Body of `POST /api/limits/quotas/{id}/raises`: so much more in each period until then. */
export const raiseQuotaSchema = z.strictObject({
  /** Added to the amount. */
  amount: amountSchema.refine((text) => text !== '0', 'A raise of nothing raises nothing.'),
  until: z.iso.datetime({ offset: true }),
  reason: plainText.min(1, 'Say why.').max(500),
});
export type RaiseQuota = z.infer<typeof raiseQuotaSchema>;

export const quotaRaiseSchema = z.object({
  id: z.string(),
  amount: z.string(),
  until: z.iso.datetime(),
  reason: z.string(),
  by: z.string(),
  createdAt: z.iso.datetime(),
  /** Not over yet. */
  active: z.boolean(),
});
export type QuotaRaise = z.infer<typeof quotaRaiseSchema>;

/** One subject's standing in the period that runs. `key` has one for each team, user, … that used a `*` quota. */
export const quotaStandingSchema = z.object({
  subject: z.string(),
  subjectName: z.string(),
  /** With the raises in force. */
  amount: z.string(),
  /** Settled. */
  used: z.string(),
  /** What server processes hold for answers under way and to come. */
  held: z.string(),
  /** Never negative. */
  left: z.string(),
  /** 0–1 and above; null when the amount is 0. */
  share: z.number().nullable(),
  periodStart: z.iso.datetime(),
  /** When it renews. */
  periodEnd: z.iso.datetime(),
  /** Highest warning share crossed in this period, 100 for the hard stop; null when none was. */
  warned: z.number().int().nullable(),
});
export type QuotaStanding = z.infer<typeof quotaStandingSchema>;

export const quotaSchema = z.object({
  id: z.string(),
  subject: quotaSubjectSchema,
  /** For people; "Every team" and the like for `*`, the bare id when its owner is gone. */
  subjectName: z.string(),
  measure: quotaMeasureSchema,
  period: quotaPeriodSchema,
  timeZone: z.string(),
  amount: z.string(),
  /** With the raises in force now. */
  amountNow: z.string(),
  warnShares: z.array(z.number().int()),
  enabled: z.boolean(),
  note: z.string(),
  revision: z.number().int(),
  raises: z.array(quotaRaiseSchema),
  /** The fullest first; up to five in a list, up to a hundred when one quota is read. */
  standings: z.array(quotaStandingSchema),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Quota = z.infer<typeof quotaSchema>;

export const listQuotasQuerySchema = z.object({
  search: plainText.max(200).default(''),
  subjectKind: quotaSubjectKindSchema.optional(),
  measure: quotaMeasureSchema.optional(),
  sort: z.enum(['subject', 'share', 'updatedAt']).default('subject'),
  order: z.enum(['asc', 'desc']).default('asc'),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListQuotasQuery = z.infer<typeof listQuotasQuerySchema>;

export const quotaListSchema = z.object({ items: z.array(quotaSchema), total: z.number().int() });
export type QuotaList = z.infer<typeof quotaListSchema>;

export const quotaParamsSchema = z.object({ id: z.uuid('This is not an id.') });
/** Query of `DELETE /api/limits/quotas/{id}`. */
export const deleteQuotaQuerySchema = z.object({ revision: z.coerce.number().int().min(1) });

/** A share that was crossed: once for each quota, subject, period and share; 100 is the hard stop. */
export const quotaAlertSchema = z.object({
  id: z.string(),
  quotaId: z.string(),
  subject: quotaSubjectSchema,
  subjectName: z.string(),
  measure: quotaMeasureSchema,
  period: quotaPeriodSchema,
  timeZone: z.string(),
  share: z.number().int(),
  used: z.string(),
  amount: z.string(),
  periodStart: z.iso.datetime(),
  periodEnd: z.iso.datetime(),
  at: z.iso.datetime(),
});
export type QuotaAlert = z.infer<typeof quotaAlertSchema>;

/** Answer of `GET /api/limits/alerts`: those of periods that still run, the latest first. */
export const quotaAlertListSchema = z.object({ items: z.array(quotaAlertSchema) });
