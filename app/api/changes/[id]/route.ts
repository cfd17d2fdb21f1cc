import { route } from '#lib/access/index.ts';
import { getChange, withdrawChange } from '#lib/changes/index.ts';
import { changeParamsSchema, changeSchema } from '#lib/changes/schemas.ts';

export const GET = route({
  permission: 'any-user',
  summary: 'Read a proposed change',
  params: changeParamsSchema,
  output: changeSchema,
  handle: ({ caller, params }) => getChange(caller, params.id),
});

export const DELETE = route({
  permission: 'changes.propose',
  summary: 'Withdraw one’s own proposal',
  params: changeParamsSchema,
  output: changeSchema,
  handle: ({ caller, params }) => withdrawChange(caller, params.id),
});
