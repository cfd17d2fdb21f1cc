import { route } from '#lib/access/index.ts';
import { listChanges, proposeChange } from '#lib/changes/index.ts';
import {
  changeListSchema,
  changeSchema,
  listChangesQuerySchema,
  proposeChangeSchema,
} from '#lib/changes/schemas.ts';

export const GET = route({
  permission: 'any-user',
  summary: 'List proposed changes',
  query: listChangesQuerySchema,
  output: changeListSchema,
  handle: ({ caller, query }) => listChanges(caller, query),
});

export const POST = route({
  permission: 'changes.propose',
  summary: 'Propose a change for somebody else to approve',
  body: proposeChangeSchema,
  output: changeSchema,
  status: 201,
  handle: ({ caller, body }) => proposeChange(caller, body),
});
