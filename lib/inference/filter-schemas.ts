/** Filters of the list of requests, the export and the links that lead to rows. All from the query string. */
import { z } from 'zod';
import { environmentSchema } from '../registry/schemas.ts';
import { type BoundName, boundNames, rangeNames } from './range-filters.ts';
import { inferenceStatusSchema, trafficKindSchema } from './summary-schemas.ts';

export {
  type BoundName,
  boundNames,
  type RangeFilter,
  type RangeName,
  rangeFilters,
  rangeNames,
} from './range-filters.ts';

const csv = <T extends string>(item: z.ZodType<T, string>) =>
  z
    .string()
    .max(2000)
    .transform((value) => value.split(',').filter((part) => part !== ''))
    .pipe(z.array(item).max(50));

const bound = z.coerce.number().min(0).optional();
const bounds = Object.fromEntries(
  rangeNames.flatMap((name) => Object.values(boundNames(name)).map((parameter) => [parameter, bound])),
) as Record<BoundName, typeof bound>;

const yesNo = z.enum(['yes', 'no']);

export const inferenceFiltersSchema = z.object({
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  endpoint: z.string().max(63).optional(),
  /** A registered model, or `provider › model` of an external one. */
  model: z.string().max(300).optional(),
  version: z.coerce.number().int().optional(),
  status: csv(inferenceStatusSchema).optional(),
  source: z.enum(['chat', 'api']).optional(),
  traffic: trafficKindSchema.default('live'),
  environment: environmentSchema.optional(),
  /** Served entity the unit was assigned to. */
  arm: z.string().max(63).optional(),
  configuration: z.coerce.number().int().optional(),
  feedback: z.enum(['up', 'down', 'any', 'none']).optional(),
  requester: z.uuid().optional(),
  /** The requester is in this team now. */
  team: z.uuid().optional(),
  apiKey: z.uuid().optional(),
  conversation: z.uuid().optional(),
  /** W3C trace id. */
  trace: z
    .string()
    .regex(/^[0-9a-fA-F]{32}$/, 'A trace id has 32 hexadecimal digits.')
    .optional(),
  /** Words, beginnings of words, "phrases" and -exclusions, in question or answer: see search-text.ts. */
  q: z.string().trim().max(200).optional(),
  /** ISO 639-1 code of the question's language. */
  language: z.string().max(16).optional(),
  errorCode: z.string().max(100).optional(),
  /** Name of a guard that did something, or `any`. */
  guard: z.string().max(100).optional(),
  cache: z.enum(['off', 'miss', 'hit']).optional(),
  /** Another entity answered than the one intended. */
  fallback: yesNo.optional(),
  /** Ids of labels, any of which the request has; `none` for requests without any. */
  label: z.union([z.literal('none'), csv(z.uuid())]).optional(),
  /** Number of a topic of `endpoint`. */
  topic: z.coerce.number().int().min(0).optional(),
  /** Somebody is done with it in triage. */
  done: yesNo.optional(),
  ...bounds,
});
export type InferenceFilters = z.infer<typeof inferenceFiltersSchema>;

export const inferenceSorts = ['at', 'totalMs', 'cost', 'outputTokens', 'retrievalScore'] as const;
export const inferenceSortSchema = z.enum(inferenceSorts);

export const inferencePageQuerySchema = inferenceFiltersSchema.extend({
  sort: inferenceSortSchema.default('at'),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Opaque; from the previous page's `next`. */
  cursor: z.string().max(500).optional(),
});
export type InferencePageQuery = z.infer<typeof inferencePageQuerySchema>;
