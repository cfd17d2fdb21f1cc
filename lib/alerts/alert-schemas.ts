/** Alerts as they are listed, read and worked on. */
import { z } from 'zod';
import { severitySchema } from '../notifications/schemas.ts';
import { environmentSchema } from '../registry/schemas.ts';

export const openStates = ['firing', 'recovering', 'resolved'] as const;
export const alertCauses = ['condition', 'no_data', 'error', 'watchdog'] as const;

const personSchema = z.object({ id: z.string(), name: z.string() });
const labelsSchema = z.record(z.string(), z.string());

export const alertSchema = z.object({
  id: z.string(),
  /** Null for what watches the evaluation itself. */
  ruleId: z.string().nullable(),
  rule: z.string(),
  endpoint: z.string().nullable(),
  group: z.string(),
  labels: labelsSchema,
  severity: severitySchema,
  cause: z.enum(alertCauses),
  state: z.enum(openStates),
  summary: z.string(),
  value: z.number().nullable(),
  threshold: z.number().nullable(),
  unit: z.string(),
  startedAt: z.iso.datetime(),
  firedAt: z.iso.datetime(),
  resolvedAt: z.iso.datetime().nullable(),
  acknowledged: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
  assignee: personSchema.nullable(),
  silenced: z.boolean(),
});
export type Alert = z.infer<typeof alertSchema>;

export const alertEventSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  kind: z.string(),
  text: z.string(),
  by: z.string().nullable(),
  href: z.string().nullable(),
});
export type AlertEvent = z.infer<typeof alertEventSchema>;

export const actionResultSchema = z.object({
  kind: z.string(),
  state: z.string(),
  message: z.string(),
});

export const alertDetailSchema = alertSchema.extend({
  description: z.string(),
  runbook: z.string(),
  /** What happened to it, and what changed around its start; oldest first. */
  timeline: z.array(alertEventSchema),
  /** The rows behind it; null where there are none to open. */
  rowsHref: z.string().nullable(),
  /** The screen that shows what it is about: the comparison of a drift, a check; null where the rows are all there is. */
  seeAlso: z.object({ label: z.string(), href: z.string() }).nullable(),
  action: actionResultSchema.nullable(),
  /** What the reader may do. */
  may: z.object({ acknowledge: z.boolean() }),
});
export type AlertDetail = z.infer<typeof alertDetailSchema>;

export const listAlertsQuerySchema = z.object({
  state: z.enum(['open', 'resolved', 'all']).default('open'),
  endpoint: z.string().max(63).optional(),
  ruleId: z.uuid().optional(),
  severity: severitySchema.optional(),
  /** Alerts of no endpoint are of no environment either. */
  environment: environmentSchema.optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListAlertsQuery = z.infer<typeof listAlertsQuerySchema>;
export const alertListSchema = z.object({ items: z.array(alertSchema), total: z.number().int() });
export type AlertList = z.infer<typeof alertListSchema>;

/** What a badge shows. */
export const alertCountSchema = z.object({
  open: z.number().int(),
  critical: z.number().int(),
  unacknowledged: z.number().int(),
});
export type AlertCount = z.infer<typeof alertCountSchema>;

export const assignAlertSchema = z.object({
  /** Null takes it from whoever has it. */
  userId: z.uuid().nullable(),
});
export const noteAlertSchema = z.object({
  text: z.string().trim().min(1, 'Write something.').max(4000),
});
export const assigneesSchema = z.object({ items: z.array(personSchema) });
