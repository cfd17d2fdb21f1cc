import { describeMe, route } from '#lib/access/index.ts';
import { meSchema } from '#lib/access/schemas.ts';

export const GET = route({
  permission: 'any-user',
  summary: 'Read who one is and what one may do',
  output: meSchema,
  handle: ({ caller }) => describeMe(caller),
});
