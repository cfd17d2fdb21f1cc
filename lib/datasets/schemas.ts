/** Shapes of datasets that the server and the screens share. Safe for the browser. */
import { z } from 'zod';
import { inferenceFiltersSchema } from '../inference/schemas.ts';

export const datasetInputSchema = z
  .object({
    name: z.string().trim().min(1, 'Give the dataset a name.').max(80),
    description: z.string().trim().max(2000).default(''),
  })
  .strict();
export type DatasetInput = z.infer<typeof datasetInputSchema>;

export const datasetSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  items: z.number().int(),
  /** Items somebody has said the right answer of. */
  expected: z.number().int(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Dataset = z.infer<typeof datasetSchema>;

export const datasetPageQuerySchema = z.object({
  q: z.string().trim().max(80).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export type DatasetPageQuery = z.infer<typeof datasetPageQuerySchema>;

export const datasetPageSchema = z.object({ items: z.array(datasetSchema), total: z.number().int() });
export type DatasetPage = z.infer<typeof datasetPageSchema>;

export const datasetItemSchema = z.object({
  id: z.string(),
  requestId: z.string(),
  endpoint: z.string(),
  question: z.string(),
  answer: z.string(),
  /** The answer there should have been; null when nobody has said. */
  expected: z.string().nullable(),
  /** Names of its labels when it was added. */
  labels: z.array(z.string()),
  topic: z.number().int().nullable(),
  /** The answer drew on a document the caller may not read. */
  withheld: z.boolean(),
  addedBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type DatasetItem = z.infer<typeof datasetItemSchema>;

export const itemPageQuerySchema = z.object({
  q: z.string().trim().max(200).optional(),
  expected: z.enum(['yes', 'no']).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Id of the last item of the page before. */
  cursor: z.uuid().optional(),
});
export type ItemPageQuery = z.infer<typeof itemPageQuerySchema>;

export const itemPageSchema = z.object({
  items: z.array(datasetItemSchema),
  next: z.string().nullable(),
  total: z.number().int(),
});
export type ItemPage = z.infer<typeof itemPageSchema>;

/** Chosen one by one. */
export const maxChosen = 500;
/** At once; the rest of a filter's rows goes in by a job. */
export const maxAtOnce = 1000;
/** Of one filter. */
export const maxFiltered = 10_000;
export const maxItems = 50_000;

export const addItemsSchema = z.union([
  z.object({ requestIds: z.array(z.uuid()).min(1, 'Choose a request.').max(maxChosen) }).strict(),
  z.object({ filters: inferenceFiltersSchema }).strict(),
]);
export type AddItems = z.infer<typeof addItemsSchema>;

export const addedSchema = z.object({
  /** Put in now. */
  added: z.number().int(),
  /** Were in the dataset already, or have no text any more. */
  skipped: z.number().int(),
  /** Of a filter, left out: their answers drew on documents the caller may not read. */
  withheld: z.number().int(),
  /** Follow in the background. */
  queued: z.number().int(),
});
export type Added = z.infer<typeof addedSchema>;

export const itemChangeSchema = z.object({ expected: z.string().trim().max(20_000).nullable() }).strict();
export type ItemChange = z.infer<typeof itemChangeSchema>;

export const exportQuerySchema = z.object({ format: z.enum(['jsonl', 'csv']).default('jsonl') });
