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

export const backtestSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  stepSeconds: z.number().int(),
  /** How often it would have fired, all groups together. */
  fired: z.number().int(),
  bands: z.array(firingBandSchema),
  /** The groups that would have fired most, at most ten. */
  groups: z.array(
    z.object({
      key: z.string(),
      fired: z.number().int(),
      points: z.array(
        z.object({ at: z.iso.datetime(), value: z.number().nullable(), threshold: z.number().nullable() }),
      ),
    }),
  ),
  /** What was left out or looked at more coarsely, in words. */
  remarks: z.array(z.string()),
});
export type Backtest = z.infer<typeof backtestSchema>;
