/** What guardrails did, as it is kept, reviewed and counted. Safe for the browser. */
import { z } from 'zod';
import { guardStages } from './policy-schemas.ts';

export const eventStages = [...guardStages, 'ingestion'] as const;
export const eventStageSchema = z.enum(eventStages);
export type EventStage = z.infer<typeof eventStageSchema>;

export const guards = ['personal-data', 'injection', 'banned', 'length', 'language'] as const;
export const guardSchema = z.enum(guards);
export type Guard = z.infer<typeof guardSchema>;

/** `left-out` is a passage that the prompt was built without. */
export const eventActions = ['masked', 'flagged', 'blocked', 'left-out', 'quarantined'] as const;
export const eventActionSchema = z.enum(eventActions);
export type EventAction = z.infer<typeof eventActionSchema>;

/** `released` lets a quarantined document be published. */
export const verdictSchema = z.enum(['right', 'wrong', 'released']);
export type Verdict = z.infer<typeof verdictSchema>;

export const guardHitSchema = z.object({
  stage: eventStageSchema,
  guard: guardSchema,
  /** Kind of personal data, name of the topic, signals, language; what the guard says of itself. */
  kind: z.string(),
  action: eventActionSchema,
  count: z.number().int().min(1),
  /** A few words around the first find, personal data masked. */
  excerpt: z.string(),
});
export type GuardHit = z.infer<typeof guardHitSchema>;

/** What the caller is told of it. */
export const guardSummarySchema = z.object({
  blocked: z.object({ stage: eventStageSchema, guard: guardSchema }).nullable(),
  masked: z.array(z.object({ stage: eventStageSchema, kind: z.string(), count: z.number().int() })),
  flagged: z.array(z.object({ stage: eventStageSchema, guard: guardSchema })),
});
export type GuardSummary = z.infer<typeof guardSummarySchema>;

export const trialSchema = z.object({
  text: z.string(),
  blocked: z.boolean(),
  message: z.string().nullable(),
  hits: z.array(guardHitSchema),
});
export type Trial = z.infer<typeof trialSchema>;

export const guardEventSchema = guardHitSchema.extend({
  id: z.string(),
  at: z.iso.datetime(),
  /** Null for a document. */
  requestId: z.string().nullable(),
  endpoint: z.string().nullable(),
  knowledge: z.string().nullable(),
  document: z.object({ id: z.string(), name: z.string(), revisionId: z.string() }).nullable(),
  policyNumber: z.number().int().nullable(),
  verdict: verdictSchema.nullable(),
  reviewedBy: z.string().nullable(),
  reviewedAt: z.iso.datetime().nullable(),
});
export type GuardEvent = z.infer<typeof guardEventSchema>;

export const eventPageQuerySchema = z.object({
  /** `open` is what nobody has decided on: flagged, blocked, left out, quarantined. */
  state: z.enum(['open', 'reviewed', 'all']).default('open'),
  endpoint: z.string().max(63).optional(),
  knowledge: z.string().max(63).optional(),
  stage: eventStageSchema.optional(),
  guard: guardSchema.optional(),
  action: eventActionSchema.optional(),
  requestId: z.uuid().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Id of the last event of the page before. */
  cursor: z.uuid().optional(),
});
export type EventPageQuery = z.infer<typeof eventPageQuerySchema>;

export const eventPageSchema = z.object({
  items: z.array(guardEventSchema),
  next: z.string().nullable(),
  /** What waits for somebody in all, up to 1,000. */
  open: z.number().int(),
});
export type EventPage = z.infer<typeof eventPageSchema>;

export const giveVerdictSchema = z.object({ verdict: verdictSchema }).strict();

export const guardMetricsQuerySchema = z.object({
  endpoint: z.string().max(63).optional(),
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
});
export type GuardMetricsQuery = z.infer<typeof guardMetricsQuerySchema>;

export const guardMetricsSchema = z.object({
  /** Seconds that each point covers. */
  stepSeconds: z.number().int(),
  points: z.array(
    z.object({
      at: z.iso.datetime(),
      stage: eventStageSchema,
      guard: guardSchema,
      action: eventActionSchema,
      /** Requests or documents. */
      events: z.number().int(),
      /** Single finds in them. */
      count: z.number().int(),
    }),
  ),
});
export type GuardMetrics = z.infer<typeof guardMetricsSchema>;
