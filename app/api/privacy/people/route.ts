import { route } from '#lib/access/index.ts';
import { findPerson } from '#lib/privacy/index.ts';
import { findPeopleQuerySchema, foundPeopleSchema } from '#lib/privacy/schemas.ts';

export const GET = route({
  permission: 'privacy.write',
  summary: 'Find a person by address, name, id or the name an application gave them',
  query: findPeopleQuerySchema,
  output: foundPeopleSchema,
  handle: ({ caller, query }) => findPerson(caller, query.q),
});
