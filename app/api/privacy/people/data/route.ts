import { route } from '#lib/access/index.ts';
import { heldData } from '#lib/privacy/index.ts';
import { heldDataSchema, subjectSchema } from '#lib/privacy/schemas.ts';

export const GET = route({
  permission: 'privacy.write',
  summary: 'Read what is held of a person, by place',
  query: subjectSchema,
  output: heldDataSchema,
  handle: ({ caller, query }) => heldData(caller, query),
});
