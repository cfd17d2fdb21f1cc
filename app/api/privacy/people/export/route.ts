import { route } from '#lib/access/index.ts';
import { exportPerson } from '#lib/privacy/index.ts';
import { subjectSchema } from '#lib/privacy/schemas.ts';

export const GET = route({
  permission: 'privacy.write',
  summary: 'Download everything held of a person as one archive',
  query: subjectSchema,
  timeoutMs: null,
  handle: ({ caller, query }) => exportPerson(caller, query),
});
