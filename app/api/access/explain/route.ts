import { explainAccess, type Place, route } from '#lib/access/index.ts';
import { type ExplainQuery, explainQuerySchema, explanationSchema } from '#lib/access/schemas.ts';
import { endpointPlace } from '#lib/serving/index.ts';

export const GET = route({
  permission: 'access.read',
  summary: 'Tell why somebody may do something, or why not',
  query: explainQuerySchema,
  output: explanationSchema,
  handle: async ({ caller, query }) => {
    const { userId, permission } = query;
    return explainAccess(caller, { userId, permission, place: await placeOf(query) });
  },
});

async function placeOf({ kind, name }: ExplainQuery): Promise<Place | null> {
  if (kind === undefined || name === undefined) return null;
  return kind === 'endpoint' ? endpointPlace(name) : { kind, name };
}
