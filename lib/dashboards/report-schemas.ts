/** Shapes of reports by e-mail that the server and the screens share. */
import { z } from 'zod';
import { emailSchema } from '../access/schemas.ts';
import { timeZoneSchema } from '../limits/schemas.ts';
import { environmentSchema } from '../registry/schemas.ts';

export const reportCadences = ['daily', 'weekly', 'monthly'] as const;
export const reportCadenceSchema = z.enum(reportCadences);
export type ReportCadence = z.infer<typeof reportCadenceSchema>;

/** Of months: days that every month has. */
export const lastMonthDay = 28;

const calendar = {
  cadence: reportCadenceSchema,
  /** Of weekly ones: 1 Monday to 7 Sunday. Of monthly ones: 1 to 28. Of daily ones: 0. */
  day: z.number().int().min(0).max(lastMonthDay).default(0),
  hour: z.number().int().min(0).max(23),
  timeZone: timeZoneSchema,
};
export type ReportCalendar = { cadence: ReportCadence; day: number; hour: number; timeZone: string };

function dayFits({ cadence, day }: Pick<ReportCalendar, 'cadence' | 'day'>): boolean {
  if (cadence === 'daily') return day === 0;
  return day >= 1 && day <= (cadence === 'weekly' ? 7 : lastMonthDay);
}

export const reportInputSchema = z
  .object({
    name: z
      .string()
      .trim()
      .min(1, 'Give the report a name.')
      .max(100)
      .regex(/^\P{Cc}*$/u, 'Control characters are not allowed.'),
    ...calendar,
    endpoint: z.string().max(63).nullable().default(null),
    environment: environmentSchema.nullable().default(null),
    /** None: to oneself. */
    addresses: z.array(emailSchema).max(20, 'A report goes to at most 20 addresses.').default([]),
    enabled: z.boolean().default(true),
  })
  .refine(dayFits, {
    error:
      'Choose a weekday (1–7) for a weekly report, a day from 1 to 28 for a monthly one, and none for a daily one.',
    path: ['day'],
  });
export type ReportInput = z.infer<typeof reportInputSchema>;

export const reportRunStates = ['due', 'sent', 'skipped'] as const;

export const reportSchema = z.object({
  id: z.string(),
  name: z.string(),
  ...calendar,
  endpoint: z.string().nullable(),
  environment: environmentSchema.nullable(),
  addresses: z.array(z.string()),
  enabled: z.boolean(),
  /** Why it was switched off, when not by its owner. */
  stoppedWhy: z.string().nullable(),
  nextAt: z.iso.datetime().nullable(),
  lastRun: z
    .object({
      dueAt: z.iso.datetime(),
      state: z.enum(reportRunStates),
      /** Why it was skipped. */
      why: z.string().nullable(),
    })
    .nullable(),
  updatedAt: z.iso.datetime(),
});
export type Report = z.infer<typeof reportSchema>;

export const reportListSchema = z.object({
  items: z.array(reportSchema),
  /** Whether e-mail can be sent at all. */
  mailConfigured: z.boolean(),
});
export type ReportList = z.infer<typeof reportListSchema>;
