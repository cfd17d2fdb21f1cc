/**
 * What `/invocations` takes: MLflow's scoring protocol 2.0 (https://mlflow.org/docs/latest/ml/deployment/deploy-model-locally),
 * its chat task, and the fields Databricks adds (databricks-sdk-py, `ServingEndpointsAPI.query`). Unknown fields are
 * ignored, `databricks_options` and `usage_context` among them.
 */
import { z } from 'zod';
import type { ModelParameters } from '../../../chain/schemas.ts';

const parameterShape = {
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  max_tokens: z.number().int().min(1).max(100_000).nullish(),
  seed: z.number().int().nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(4)]).nullish(),
};
const parametersSchema = z.object(parameterShape);

const splitSchema = z.object({
  columns: z.array(z.string().min(1).max(200)).min(1).max(200),
  data: z.array(z.array(z.unknown())),
});
export type DataframeSplit = z.output<typeof splitSchema>;

export const recordSchema = z.record(z.string().max(200), z.unknown());
export type DataRecord = z.output<typeof recordSchema>;

const refused = (message: string) => z.undefined({ error: message });

export const invocationSchema = z
  .object({
    messages: z.unknown().optional(),
    inputs: z.unknown().optional(),
    instances: z.array(z.unknown()).optional(),
    dataframe_split: splitSchema.optional(),
    dataframe_records: z.array(recordSchema).optional(),
    input: refused('Endpoints answer questions. For embeddings, call /v1/embeddings.').optional(),
    prompt: refused('Send the prompt as messages: [{"role": "user", "content": "…"}].').optional(),
    params: parametersSchema.nullish(),
    ...parameterShape,
    stream: z.boolean().nullish(),
    client_request_id: z.string().max(200).nullish(),
  })
  .loose();
export type Invocation = z.output<typeof invocationSchema>;

export const rowFormats = ['inputs', 'instances', 'dataframe_split', 'dataframe_records'] as const;
export const formats = ['messages', ...rowFormats] as const;

/** Parameters may stand beside the rows or, as MLflow has them, under `params`, which wins. */
export function parametersOf(body: Invocation): Partial<ModelParameters> {
  const given = { ...parametersSchema.parse(body), ...body.params };
  return {
    ...(given.temperature != null && { temperature: given.temperature }),
    ...(given.top_p != null && { topP: given.top_p }),
    ...(given.max_tokens != null && { maxOutputTokens: given.max_tokens }),
    ...(given.seed != null && { seed: given.seed }),
    ...(given.stop != null && { stop: typeof given.stop === 'string' ? [given.stop] : given.stop }),
  };
}
