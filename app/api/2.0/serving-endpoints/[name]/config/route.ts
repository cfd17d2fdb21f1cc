import { databricksRoute, servingConfigSchema, updateServingConfig } from '#lib/serving/index.ts';

export const PUT = databricksRoute({
  permission: 'endpoints.write',
  summary: 'Change what a serving endpoint serves',
  body: servingConfigSchema,
  handle: ({ caller, name, body }) => updateServingConfig(caller, name, body),
});
