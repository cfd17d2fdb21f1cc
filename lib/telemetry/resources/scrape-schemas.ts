/** Servers whose Prometheus figures are read. Safe for the browser. */
import { z } from 'zod';

export const scrapeTargetInputSchema = z
  .object({
    name: z.string().trim().min(1, 'Name the server.').max(100),
    /** The whole address, e.g. `http://10.0.0.5:8000/metrics`. */
    url: z.url({ protocol: /^https?$/ }).max(500),
    /** Sent as a bearer token. Absent keeps the stored one on an update; an empty one removes it. */
    token: z.string().max(2000).optional(),
    /** Such servers mostly stand in a private network; nothing else there is opened. */
    allowPrivateNetwork: z.boolean().default(false),
    /** Further metrics to keep, by their names. */
    metrics: z
      .array(
        z
          .string()
          .trim()
          .regex(/^[a-zA-Z_:][a-zA-Z0-9_:]{0,199}$/, 'Use the name of a metric.'),
      )
      .max(50)
      .default([]),
    everySeconds: z.number().int().min(15).max(3600).default(30),
    enabled: z.boolean().default(true),
  })
  .strict();
export type ScrapeTargetInput = z.infer<typeof scrapeTargetInputSchema>;

export const scrapeTargetSchema = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  hasToken: z.boolean(),
  allowPrivateNetwork: z.boolean(),
  metrics: z.array(z.string()),
  everySeconds: z.number().int(),
  enabled: z.boolean(),
  lastAt: z.iso.datetime().nullable(),
  /** Values kept of the last reading; null when it failed or there was none. */
  lastValues: z.number().int().nullable(),
  lastError: z.string().nullable(),
  /** Also its version: send it as `if-match` to change it only if nobody else did. */
  updatedAt: z.iso.datetime(),
});
export type ScrapeTarget = z.infer<typeof scrapeTargetSchema>;

export const scrapeTargetListSchema = z.object({ items: z.array(scrapeTargetSchema) });
