/** Times in which matching alerts tell nobody. */
import { z } from 'zod';
import { severitySchema } from '../notifications/schemas.ts';

/** Every one that is given must match; at least one is. */
export const silenceMatchersSchema = z
  .object({
    ruleId: z.uuid().optional(),
    endpoint: z.string().min(1).max(63).optional(),
    severity: severitySchema.optional(),
    /** Labels that an alert must have with exactly these values. */
    labels: z
      .record(z.string().min(1).max(63), z.string().max(300))
      .refine((labels) => Object.keys(labels).length <= 10, 'At most 10 labels.')
      .default({}),
  })
  .refine(
    ({ ruleId, endpoint, severity, labels }) =>
      ruleId !== undefined ||
      endpoint !== undefined ||
      severity !== undefined ||
      Object.keys(labels).length > 0,
    { error: 'Say what is to be silent: a rule, an endpoint, a severity or labels.' },
  );
export type SilenceMatchers = z.infer<typeof silenceMatchersSchema>;

const longestMs = 90 * 86_400_000;

export const createSilenceSchema = z
  .object({
    matchers: silenceMatchersSchema,
    /** From now on when absent. */
    startsAt: z.iso.datetime({ offset: true }).optional(),
    endsAt: z.iso.datetime({ offset: true }),
    comment: z.string().trim().min(1, 'Say why, for whoever wonders.').max(1000),
  })
  .refine(({ startsAt, endsAt }) => startsAt === undefined || Date.parse(endsAt) > Date.parse(startsAt), {
    error: 'It ends before it begins.',
    path: ['endsAt'],
  })
  .refine(
    ({ startsAt, endsAt }) =>
      Date.parse(endsAt) - Date.parse(startsAt ?? new Date().toISOString()) <= longestMs,
    { error: 'A silence lasts 90 days at most; change the rule instead.', path: ['endsAt'] },
  );
export type CreateSilence = z.infer<typeof createSilenceSchema>;

export const silenceSchema = z.object({
  id: z.string(),
  matchers: silenceMatchersSchema,
  /** Name of the rule, when one is matched. */
  ruleName: z.string().nullable(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  state: z.enum(['planned', 'active', 'over']),
  comment: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  mayEnd: z.boolean(),
});
export type Silence = z.infer<typeof silenceSchema>;

export const listSilencesQuerySchema = z.object({
  state: z.enum(['current', 'over']).default('current'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListSilencesQuery = z.infer<typeof listSilencesQuerySchema>;
export const silenceListSchema = z.object({ items: z.array(silenceSchema), total: z.number().int() });
