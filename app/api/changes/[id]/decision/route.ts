import { route } from '#lib/access/index.ts';
import { decideChange } from '#lib/changes/index.ts';
import { changeParamsSchema, changeSchema, decideChangeSchema } from '#lib/changes/schemas.ts';

export const POST = route({
  permission: 'changes.approve',
  summary: 'Approve or refuse a proposed change',
  params: changeParamsSchema,
  body: decideChangeSchema,
  output: changeSchema,
  // A promotion makes a dry run.
  timeoutMs: 120_000,
  handle: ({ caller, params, body }) => decideChange(caller, params.id, body),
});
