/** What a rule is: what it reads, when that is wrong, and whom it tells. */
import { z } from 'zod';
import { mayAggregate, metricExpressionSchema } from '../monitoring/schemas.ts';
import { type Severity, severitySchema } from '../notifications/schemas.ts';
import { burnWindowSchema, mostBurnWindows, workbookWindows } from './burn-schemas.ts';
import { isGroupLabel, labelNameSchema, labelValueSchema, line } from './label-schemas.ts';
import { muteTimeSchema, timeZoneSchema } from './mute-schemas.ts';

export { type Severity, severitySchema };

/** Which way of the change or anomaly counts. */
export const directionSchema = z.enum(['up', 'down', 'either']);
export type Direction = z.infer<typeof directionSchema>;

const bound = z.number().min(-1e15).max(1e15);

/** When a value is wrong. Bounds are in the unit of the metric: shares 0–1, milliseconds, nano-dollars. */
export const conditionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('above'), threshold: bound }),
  z.object({ kind: z.literal('below'), threshold: bound }),
  z
    .object({ kind: z.literal('outside'), low: bound, high: bound })
    .refine(({ low, high }) => low <= high, { error: 'The lower bound is above the upper.', path: ['low'] }),
  /** The value is what it was in the window before: something is stuck. */
  z.object({ kind: z.literal('unchanged') }),
  /** Differs by this share of what it was: 0.5 is half more or half less. */
  z.object({
    kind: z.literal('change'),
    direction: directionSchema,
    by: z.number().gt(0).max(1000),
    against: z.enum(['previous', 'past_weeks']),
    /** Of `past_weeks`: how many are looked at; their median counts. */
    weeks: z.number().int().min(1).max(8).default(4),
  }),
  /** Robust z-score (median and MAD) over the same hour of past weeks. */
  z.object({
    kind: z.literal('anomaly'),
    direction: directionSchema,
    score: z.number().min(1).max(100).default(3.5),
    weeks: z.number().int().min(2).max(8).default(4),
    /** Of these weeks, how many must have been measured before it judges. */
    minWeeks: z.number().int().min(2).max(8).default(2),
  }),
]);
export type Condition = z.infer<typeof conditionSchema>;

const metricSignalSchema = z
  .object({
    kind: z.literal('metric'),
    expression: metricExpressionSchema,
    /** Seconds that are read, up to now. */
    windowSeconds: z
      .number()
      .int()
      .min(60)
      .max(7 * 86_400),
    condition: conditionSchema,
  })
  .refine(({ expression: { metric, aggregation } }) => mayAggregate(metric, aggregation), {
    error: 'This metric cannot be aggregated so; see the list of metrics.',
    path: ['expression', 'aggregation'],
  })
  .refine(
    ({ expression: { aggregation, threshold } }) =>
      (aggregation === 'share_at_most') === (threshold !== undefined),
    {
      error: 'Give a threshold with "share_at_most", and with nothing else.',
      path: ['expression', 'threshold'],
    },
  );

const burnSignalSchema = z.object({
  kind: z.literal('burn_rate'),
  /** Null for every objective, each a group of its own. */
  objective: z.uuid().nullable(),
  windows: z.array(burnWindowSchema).min(1).max(mostBurnWindows).default(workbookWindows),
});

export const signalSchema = z.discriminatedUnion('kind', [metricSignalSchema, burnSignalSchema]);
export type Signal = z.infer<typeof signalSchema>;
export type MetricSignal = Extract<Signal, { kind: 'metric' }>;
export type BurnSignal = Extract<Signal, { kind: 'burn_rate' }>;

/** What is done by itself when it fires. */
export const actionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('rollback'),
    /** Only what was released at most this long ago is taken back. */
    releasedWithinSeconds: z
      .number()
      .int()
      .min(300)
      .max(30 * 86_400)
      .default(86_400),
    cooldownSeconds: z
      .number()
      .int()
      .min(300)
      .max(30 * 86_400)
      .default(3600),
  }),
  z.object({
    kind: z.literal('webhook'),
    /** A channel of kind webhook: its address, signature and retries. */
    channelId: z.uuid(),
    cooldownSeconds: z
      .number()
      .int()
      .min(60)
      .max(30 * 86_400)
      .default(3600),
  }),
]);
export type Action = z.infer<typeof actionSchema>;

export const ruleLimits = { labels: 20, channels: 20, people: 20, mutes: 20 } as const;

export const ruleDocumentSchema = z.object({
  signal: signalSchema,
  description: z.string().trim().max(2000).default(''),
  severity: severitySchema.default('warning'),
  /** How often it is evaluated. */
  intervalSeconds: z.number().int().min(15).max(3600).default(30),
  /** How long it must be wrong before it fires. */
  pendingSeconds: z.number().int().min(0).max(86_400).default(0),
  /** How long it must be right again before it is over. */
  keepFiringSeconds: z.number().int().min(0).max(86_400).default(300),
  /** A value that rests on less says nothing. Of a burn rate: events in the long window. */
  minCount: z.number().int().min(0).max(1_000_000_000).default(0),
  /** When nothing is measured, or too little: all is well, that is an alert itself, or it stays as it was. */
  noData: z.enum(['ok', 'alert', 'keep']).default('ok'),
  /** When it cannot be evaluated. */
  onError: z.enum(['ok', 'alert', 'keep']).default('keep'),
  labels: z
    .record(labelNameSchema, labelValueSchema)
    .refine((labels) => Object.keys(labels).length <= ruleLimits.labels, 'At most 20 labels.')
    .default({}),
  runbook: z
    .union([
      z.literal(''),
      z.url({ protocol: /^https?$/, error: 'Enter an address that starts with https://.' }).max(2000),
    ])
    .default(''),
  /** Said again this often while it fires and nobody has acknowledged it; 0 for never. */
  repeatSeconds: z
    .number()
    .int()
    .min(0)
    .max(7 * 86_400)
    .default(4 * 3600),
  /** Alerts that join a conversation within this time of its last message are told together. */
  groupSeconds: z.number().int().min(0).max(3600).default(60),
  notify: z
    .object({
      /** Every channel that subscribes to alerts. */
      subscribers: z.boolean().default(true),
      channels: z.array(z.uuid()).max(ruleLimits.channels).default([]),
      /** Ids of users, told by e-mail and in the console. */
      people: z.array(z.uuid()).max(ruleLimits.people).default([]),
    })
    .prefault({}),
  /** Times at which nobody is told. */
  mutes: z.array(muteTimeSchema).max(ruleLimits.mutes).default([]),
  /** Of "the same hour of past weeks": hours are people's, also across a change of the clock. */
  timeZone: timeZoneSchema.default('UTC'),
  action: actionSchema.prefault({ kind: 'none' }),
});
export type RuleDocument = z.infer<typeof ruleDocumentSchema>;

export const ruleInputSchema = z.object({
  name: line(120).min(1, 'Give the rule a name.'),
  enabled: z.boolean().default(true),
  // Asked of what is saved and not of what was: a rule from before goes on.
  document: ruleDocumentSchema.refine(({ labels }) => !Object.keys(labels).some(isGroupLabel), {
    error: ({ input }) => {
      const taken = Object.keys((input as RuleDocument).labels).find(isGroupLabel);
      return `"${taken}" is set by what fires. Choose another name for your label.`;
    },
    path: ['labels'],
  }),
});
export type RuleInput = z.infer<typeof ruleInputSchema>;

export const updateRuleSchema = ruleInputSchema.extend({
  /** Revision the change was made from. */
  expectedRevision: z.number().int().min(1),
});
export type UpdateRule = z.infer<typeof updateRuleSchema>;

export const ruleHealths = ['new', 'ok', 'no_data', 'too_few', 'error'] as const;

export const ruleSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The endpoint it is about; null for rules over several or none. */
  endpoint: z.string().nullable(),
  enabled: z.boolean(),
  document: ruleDocumentSchema,
  revision: z.number().int(),
  template: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  evaluatedAt: z.iso.datetime().nullable(),
  evaluationMs: z.number().nullable(),
  health: z.enum(ruleHealths),
  /** Why it could not be evaluated. */
  healthMessage: z.string(),
  /** The worst state of its groups, and how many groups are in which. */
  state: z.string(),
  groups: z.record(z.string(), z.number().int()),
  /** The last values, oldest first: of the worst group each. */
  recent: z.array(z.number().nullable()),
  /** Whether the reader may change it. */
  mayChange: z.boolean(),
});
export type Rule = z.infer<typeof ruleSchema>;

export const instanceSchema = z.object({
  key: z.string(),
  state: z.string(),
  since: z.iso.datetime(),
  labels: z.record(z.string(), z.string()),
  value: z.number().nullable(),
  count: z.number(),
  alertId: z.string().nullable(),
});

export const ruleDetailSchema = ruleSchema.extend({
  instances: z.array(instanceSchema),
  revisions: z.array(
    z.object({
      number: z.number().int(),
      name: z.string(),
      enabled: z.boolean(),
      document: ruleDocumentSchema,
      createdBy: z.string(),
      createdAt: z.iso.datetime(),
    }),
  ),
});
export type RuleDetail = z.infer<typeof ruleDetailSchema>;

export const listRulesQuerySchema = z.object({
  search: z.string().trim().max(120).default(''),
  endpoint: z.string().max(63).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListRulesQuery = z.infer<typeof listRulesQuerySchema>;
export const ruleListSchema = z.object({ items: z.array(ruleSchema), total: z.number().int() });

export const ruleTemplateListSchema = z.object({
  items: z.array(z.object({ slug: z.string(), name: z.string(), document: ruleDocumentSchema })),
});
export type RuleTemplateList = z.infer<typeof ruleTemplateListSchema>;

export const receiverListSchema = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), kind: z.string() })),
});
