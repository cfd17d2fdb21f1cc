/** What a rule would have done. */
import { z } from 'zod';
import { ruleDocumentSchema } from './rule-schemas.ts';

export const backtestInputSchema = z.object({
  document: ruleDocumentSchema,
  /** Days of history, up to now. */
  days: z.number().int().min(1).max(30).default(7),
});
export type BacktestInput = z.infer<typeof backtestInputSchema>;

export const firingBandSchema = z.object({
  group: z.string(),
  from: z.iso.datetime(),
  /** Null while it still fires. */
  to: z.iso.datetime().nullable(),
  summary: z.string(),
});

/** A time in which it was wrong and not for long enough: it fired at the end, or was right again. */
export const waitingBandSchema = z.object({
  group: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime().nullable(),
});

export const backtestSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  stepSeconds: z.number().int(),
  /** How often it would have fired, all groups together. */
  fired: z.number().int(),
  bands: z.array(firingBandSchema),
  waits: z.array(waitingBandSchema),
  /** The groups that would have fired most, at most ten. */
  groups: z.array(
    z.object({
      key: z.string(),
      fired: z.number().int(),
      /** `at` begins a step; what was read of it is judged at its end. */
      points: z.array(
        z.object({ at: z.iso.datetime(), value: z.number().nullable(), threshold: z.number().nullable() }),
      ),
    }),
  ),
  /** What was left out or looked at more coarsely, in words. */
  remarks: z.array(z.string()),
});
export type Backtest = z.infer<typeof backtestSchema>;
