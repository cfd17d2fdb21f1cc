/** Times of the week at which alerts tell nobody. */
import { z } from 'zod';

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, 'This is no time zone; give one such as "Europe/Berlin".');

const clockSchema = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Give a time such as 22:30.');

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** From a time of these days until another; one at or before the first is on the next day. By the clocks of a zone. */
export const muteTimeSchema = z.object({
  days: z.array(z.enum(weekdays)).min(1, 'Choose at least one day.').max(7),
  from: clockSchema,
  to: clockSchema,
  timeZone: timeZoneSchema.default('UTC'),
});
export type MuteTime = z.infer<typeof muteTimeSchema>;
