import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteCheck, getCheckHistory, updateCheck } from '#lib/health/index.ts';
import { checkBodySchema, checkHistorySchema, checkSchema, historyQuerySchema } from '#lib/health/schemas.ts';

const params = z.object({ id: z.uuid() });

export const GET = route({
  permission: 'dashboards.read',
  summary: 'Get a health check with its history',
  params,
  query: historyQuerySchema,
  output: checkHistorySchema,
  handle: ({ caller, params: { id }, query }) => getCheckHistory(caller, id, query),
});

/** With `if-match: <updatedAt as last read>` only when nobody changed the check since; otherwise 409. */
export const PUT = route({
  permission: 'health.write',
  summary: 'Change a health check',
  params,
  body: checkBodySchema,
  output: checkSchema,
  handle: ({ caller, params: { id }, body, request }) =>
    updateCheck(caller, id, body, request.headers.get('if-match')),
});

export const DELETE = route({
  permission: 'health.write',
  summary: 'Delete a health check',
  params,
  handle: async ({ caller, params: { id } }) => {
    await deleteCheck(caller, id);
    return undefined;
  },
});
