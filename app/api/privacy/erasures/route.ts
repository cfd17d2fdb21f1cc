import { route } from '#lib/access/index.ts';
import { erasePerson, listErasures } from '#lib/privacy/index.ts';
import { erasePersonSchema, erasureListSchema, erasureSchema } from '#lib/privacy/schemas.ts';

export const GET = route({
  permission: 'privacy.write',
  summary: 'List erasures of people’s data',
  output: erasureListSchema,
  handle: ({ caller }) => listErasures(caller),
});

export const POST = route({
  permission: 'privacy.write',
  summary: 'Erase a person’s data',
  body: erasePersonSchema,
  output: erasureSchema,
  status: 202,
  handle: ({ caller, body }) => erasePerson(caller, body),
});
