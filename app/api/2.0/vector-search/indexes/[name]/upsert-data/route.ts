import { databricksRoute, upsertData, upsertDataSchema } from '#lib/serving/index.ts';

export const POST = databricksRoute({
  permission: 'knowledge.write',
  summary: 'Add or replace documents by their keys',
  body: upsertDataSchema,
  handle: ({ caller, name, body }) => upsertData(caller, name, body.inputs_json),
});
