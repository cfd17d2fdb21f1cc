/** Requests of the vector-search API as databricks-sdk-py writes them (`service/vectorsearch.py`, `VectorSearchIndexesAPI`). */
import { z } from 'zod';

const absent = (message: string) => z.array(z.unknown()).max(0, { error: message }).nullish();

export const queryIndexSchema = z.object({
  columns: z.array(z.string().max(200)).max(50).default([]),
  query_text: z.string().trim().max(8000).nullish(),
  query_vector: z.array(z.number()).nullish(),
  /** Databricks' standard. */
  query_type: z
    .string()
    .max(20)
    .nullish()
    .transform((type) => (type ?? 'ANN').toUpperCase())
    .pipe(z.enum(['ANN', 'HYBRID', 'FULL_TEXT'], { error: 'query_type is ANN, HYBRID or FULL_TEXT.' })),
  num_results: z.number().int().min(1).max(100, { error: 'num_results may be 100 at most.' }).default(10),
  filters_json: z.string().max(100_000).nullish(),
  score_threshold: z
    .number()
    .max(0, { error: 'Scores here rank passages and are no similarities, so they know no threshold.' })
    .nullish(),
  reranker: z.null({ error: 'There is no reranker. Leave it out.' }).optional(),
  columns_to_rerank: absent('There is no reranker. Leave columns_to_rerank out.'),
  facets: absent('Facets are not counted. Leave them out.'),
  sort_columns: absent('Results come in the order of their relevance. Leave sort_columns out.'),
  query_columns: absent('The whole text is searched. Leave query_columns out.'),
});
export type QueryIndex = z.output<typeof queryIndexSchema>;

export const upsertDataSchema = z.object({
  inputs_json: z.string({ error: 'inputs_json must be a text that holds a JSON list of rows.' }),
});

export const deleteDataSchema = z.object({
  primary_keys: z
    .array(z.union([z.string().min(1).max(500), z.number().transform(String)]))
    .min(1)
    .max(500, { error: 'One call deletes 500 rows at most.' }),
});
