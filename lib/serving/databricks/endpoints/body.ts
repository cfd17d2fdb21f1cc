/**
 * Requests of the serving-endpoints API as databricks-sdk-py writes them (`service/serving.py`, `EndpointCoreConfigInput`,
 * `ServedEntityInput`, `ServedModelInput`, `TrafficConfig`). Unknown fields are ignored.
 */
import { z } from 'zod';
import { endpointNameSchema, entityNameSchema, workloadSchema } from '../../schemas.ts';
import { aiGatewaySchema } from './ai-gateway.ts';
import { externalModelSchema } from './external-model-body.ts';

const workers = z.number().int().min(0).max(1000).nullish();

const sizing = {
  name: entityNameSchema.nullish(),
  workload_size: workloadSchema.shape.workloadSize.unwrap().nullish(),
  scale_to_zero_enabled: z.boolean().nullish(),
  min_provisioned_concurrency: workers,
  max_provisioned_concurrency: workers,
};

const versionText = z.union([z.string().max(100), z.number().int().transform(String)]);

const servedEntitySchema = z
  .object({
    entity_name: z.string().max(200).nullish(),
    entity_version: versionText.nullish(),
    external_model: externalModelSchema.nullish(),
    ...sizing,
  })
  .loose();
export type ServedEntityBody = z.output<typeof servedEntitySchema>;

/** The older way to write a served entity. */
const servedModelSchema = z
  .object({ model_name: z.string().max(200), model_version: versionText, ...sizing })
  .loose()
  .transform(
    ({ model_name, model_version, ...rest }): ServedEntityBody => ({
      ...rest,
      entity_name: model_name,
      entity_version: model_version,
    }),
  );

const routeSchema = z.object({
  served_entity_name: z.string().nullish(),
  served_model_name: z.string().nullish(),
  traffic_percentage: z.number().min(0).max(100),
});
export type RouteBody = z.output<typeof routeSchema>;

export const servingConfigSchema = z
  .object({
    served_entities: z.array(servedEntitySchema).min(1).max(20).nullish(),
    served_models: z.array(servedModelSchema).nullish(),
    traffic_config: z.object({ routes: z.array(routeSchema).max(20).nullish() }).nullish(),
    /** The version the change was made from, as GET tells it: another one in force means 409. Slipway's own field. */
    config_version: z.number().int().min(1).nullish(),
  })
  .loose();
export type ServingConfigBody = z.output<typeof servingConfigSchema>;

export const createServingEndpointSchema = z
  .object({
    name: endpointNameSchema,
    config: servingConfigSchema,
    description: z.string().max(5000).nullish(),
    ai_gateway: aiGatewaySchema.nullish(),
    rate_limits: aiGatewaySchema.shape.rate_limits,
  })
  .loose();
export type CreateServingEndpointBody = z.output<typeof createServingEndpointSchema>;
