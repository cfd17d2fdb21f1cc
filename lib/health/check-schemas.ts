/** Health checks: what is tried, when, and how it went. Safe for the browser. */
import { z } from 'zod';
import { knowledgeNameSchema } from '../knowledge/schemas.ts';
import { timeZoneSchema } from '../limits/schemas.ts';
import { providerNameSchema } from '../providers/schemas.ts';
import { environmentSchema, modelNameSchema } from '../registry/schemas.ts';
import { endpointNameSchema } from '../serving/schemas.ts';

export const checkKinds = ['question', 'provider', 'knowledge', 'queue', 'worker', 'database'] as const;
export const checkKindSchema = z.enum(checkKinds);
export type CheckKind = (typeof checkKinds)[number];

const mostLatencyMs = 600_000;
const maxLatencyMs = z.number().int().min(1).max(mostLatencyMs).nullable().default(null);

/** What a good answer has; every given one must hold. */
export const expectationSchema = z
  .object({
    /** Texts that stand in the answer, whatever their case. */
    contains: z.array(z.string().trim().min(1).max(500)).max(10).default([]),
    /** RE2, found anywhere, whatever the case; null for none. */
    matches: z.string().min(1).max(500).nullable().default(null),
    /** True: the question must be declined; false: it must not; null: either. */
    declines: z.boolean().nullable().default(null),
    /** Name of a document that the answer must cite; null for none. */
    cites: z.string().trim().min(1).max(500).nullable().default(null),
  })
  .strict();
export type Expectation = z.infer<typeof expectationSchema>;

export const checkDefinitionSchema = z.discriminatedUnion('kind', [
  /** A question is asked of an endpoint, in nobody's name. */
  z
    .object({
      kind: z.literal('question'),
      endpoint: endpointNameSchema,
      question: z.string().trim().min(1, 'Write the question.').max(4000),
      /** Asks this version instead of what the split would choose. */
      version: z
        .object({ model: modelNameSchema, version: z.number().int().min(1) })
        .nullable()
        .default(null),
      expect: expectationSchema.prefault({}),
      maxLatencyMs,
    })
    .strict(),
  /** A provider is asked for its models, which costs nothing. */
  z.object({ kind: z.literal('provider'), provider: providerNameSchema, maxLatencyMs }).strict(),
  /** A knowledge base is searched, and must not be too old. */
  z
    .object({
      kind: z.literal('knowledge'),
      knowledge: knowledgeNameSchema,
      /** Must find something; empty only looks whether the index opens. */
      query: z.string().trim().max(1000).default(''),
      /** Since something was last published; null when age does not matter. */
      maxAgeHours: z.number().min(1).max(24_000).nullable().default(null),
      maxLatencyMs,
    })
    .strict(),
  /** Background work goes on. */
  z
    .object({
      kind: z.literal('queue'),
      /** The longest a job may wait, once it may run. */
      maxWaitSeconds: z.number().int().min(1).max(86_400).default(600),
      /** Jobs of the last hour that gave up after all their tries. */
      maxFailed: z.number().int().min(0).max(100_000).default(20),
    })
    .strict(),
  /** Processes show that they live. */
  z
    .object({
      kind: z.literal('worker'),
      minWorkers: z.number().int().min(0).max(1000).default(1),
      minServers: z.number().int().min(0).max(1000).default(1),
    })
    .strict(),
  /** PostgreSQL answers. */
  z.object({ kind: z.literal('database'), maxLatencyMs }).strict(),
]);
export type CheckDefinition = z.infer<typeof checkDefinitionSchema>;

export const scheduleSchema = z.union([
  z.object({ everyMinutes: z.number().int().min(1).max(10_080) }).strict(),
  /** Five fields, e.g. `0 8 * * mon-fri`. */
  z.object({ cron: z.string().trim().min(1).max(100), timeZone: timeZoneSchema.default('UTC') }).strict(),
]);
export type Schedule = z.infer<typeof scheduleSchema>;

export const checkBodySchema = z
  .object({
    name: z.string().trim().min(1, 'Name the check.').max(120),
    definition: checkDefinitionSchema,
    schedule: scheduleSchema.default({ everyMinutes: 5 }),
    /** Of the whole run. */
    timeoutMs: z.number().int().min(1000).max(60_000).default(30_000),
    /** Runs in a row that must fail before it is down, and pass before it is up again. */
    failAfter: z.number().int().min(1).max(20).default(2),
    recoverAfter: z.number().int().min(1).max(20).default(1),
    enabled: z.boolean().default(true),
  })
  .strict();
export type CheckBody = z.infer<typeof checkBodySchema>;
export type CheckBodyInput = z.input<typeof checkBodySchema>;

/** `unknown`: not run yet, not run for long, or switched off. */
export const checkStates = ['up', 'down', 'unknown'] as const;
export const checkStateSchema = z.enum(checkStates);
export type CheckStateWord = (typeof checkStates)[number];

export const checkResultSchema = z.object({
  at: z.iso.datetime(),
  passed: z.boolean(),
  latencyMs: z.number(),
  /** What held or did not, in words. */
  message: z.string(),
  /** Of a synthetic question: its row in the inference log. */
  requestId: z.string().nullable(),
});
export type CheckResult = z.infer<typeof checkResultSchema>;

/** Runs within a piece of time; none of either is a gap, of which nothing is known. */
export const uptimeBarSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  passed: z.number().int(),
  failed: z.number().int(),
  /** An incident lies in it. */
  down: z.boolean(),
});
export type UptimeBar = z.infer<typeof uptimeBarSchema>;

export const uptimeRanges = ['24h', '7d', '30d', '90d'] as const;
export const uptimeRangeSchema = z.enum(uptimeRanges);
export type UptimeRange = (typeof uptimeRanges)[number];

export const checkSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: checkKindSchema,
  /** Name of the endpoint, provider or knowledge base; empty for the installation itself. */
  subject: z.string(),
  /** Of the endpoint asked; null for other checks. */
  environment: environmentSchema.nullable(),
  definition: checkDefinitionSchema,
  schedule: scheduleSchema,
  timeoutMs: z.number().int(),
  failAfter: z.number().int(),
  recoverAfter: z.number().int(),
  enabled: z.boolean(),
  state: checkStateSchema,
  since: z.iso.datetime().nullable(),
  /** Runs in a row that ended as the last one: above zero passed, below failed. */
  streak: z.number().int(),
  /** It should have run long ago: no worker is at work. */
  overdue: z.boolean(),
  nextAt: z.iso.datetime().nullable(),
  last: checkResultSchema.nullable(),
  /** Made by Slipway itself. */
  automatic: z.boolean(),
  /** Also its version: send it as `if-match` to change the check only if nobody else did. */
  updatedAt: z.iso.datetime(),
});
export type Check = z.infer<typeof checkSchema>;

export const listChecksSchema = z.object({
  kind: checkKindSchema.optional(),
  state: checkStateSchema.optional(),
  environment: environmentSchema.optional(),
  endpoint: z.string().max(63).optional(),
  q: z.string().trim().max(200).default(''),
  range: uptimeRangeSchema.default('24h'),
  /** Whose midnights the days begin at. */
  timeZone: timeZoneSchema.default('UTC'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(50),
});
export type ListChecks = z.infer<typeof listChecksSchema>;

export const checkRowSchema = checkSchema.extend({
  bars: z.array(uptimeBarSchema),
  /** Share of runs that passed, 0–1; null without any. */
  uptime: z.number().nullable(),
});
export type CheckRow = z.infer<typeof checkRowSchema>;

export const checkListSchema = z.object({
  items: z.array(checkRowSchema),
  total: z.number().int(),
  /** Of all that match but for `state`. */
  counts: z.object({ up: z.number().int(), down: z.number().int(), unknown: z.number().int() }),
  /** Endpoints of which no question is asked, where the caller may set one up. At most 20. */
  unwatched: z.array(z.string()),
});
export type CheckList = z.infer<typeof checkListSchema>;

export const incidentSchema = z.object({
  id: z.string(),
  from: z.iso.datetime(),
  /** Null while it lasts. */
  to: z.iso.datetime().nullable(),
  cause: z.string(),
  note: z.string(),
});
export type Incident = z.infer<typeof incidentSchema>;

export const noteIncidentSchema = z.object({ note: z.string().trim().max(2000) }).strict();

export const historyQuerySchema = z.object({
  range: uptimeRangeSchema.default('90d'),
  timeZone: timeZoneSchema.default('UTC'),
});
export type HistoryQuery = z.infer<typeof historyQuerySchema>;

export const checkHistorySchema = z.object({
  check: checkSchema,
  bars: z.array(uptimeBarSchema),
  /** Share of runs that passed in each range; null without any. */
  uptime: z.record(uptimeRangeSchema, z.number().nullable()),
  /** Newest first, at most 50. */
  incidents: z.array(incidentSchema),
  /** Newest first, at most 50. */
  results: z.array(checkResultSchema),
});
export type CheckHistory = z.infer<typeof checkHistorySchema>;

/** What other rooms read: alerts and the overview. */
export interface CheckState {
  id: string;
  name: string;
  kind: CheckKind;
  subject: string;
  /** Null for checks of no endpoint. */
  endpoint: string | null;
  state: CheckStateWord;
  since: Date | null;
  /** Of the last run; empty before the first. */
  message: string;
}
