/** Windows over which the burn of an error budget is judged. */
import { z } from 'zod';

/** A pair of windows: both must burn this many times as fast as the budget allows. */
export const burnWindowSchema = z
  .object({
    burn: z.number().gt(0, 'Burn faster than 0×.').max(1000, 'Burn 1,000× at most.'),
    longSeconds: z
      .number()
      .int()
      .min(300)
      .max(7 * 86_400),
    shortSeconds: z
      .number()
      .int()
      .min(60)
      .max(7 * 86_400),
  })
  .refine(({ longSeconds, shortSeconds }) => shortSeconds < longSeconds, {
    error: 'The short window must be shorter than the long one.',
    path: ['shortSeconds'],
  });
export type BurnWindow = z.infer<typeof burnWindowSchema>;

/** Google SRE workbook, chapter 5, table 5-8 ("Alerting on SLOs"): for 2 %, 5 % and 10 % of a 30-day budget. */
export const workbookWindows: BurnWindow[] = [
  { burn: 14.4, longSeconds: 3600, shortSeconds: 300 },
  { burn: 6, longSeconds: 6 * 3600, shortSeconds: 1800 },
  { burn: 1, longSeconds: 3 * 86_400, shortSeconds: 6 * 3600 },
];

export const mostBurnWindows = 6;
