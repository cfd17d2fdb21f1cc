import { parseOrThrow } from '#lib/platform/errors.ts';
import { readJsonAs } from '#lib/platform/http/read-body.ts';
import { databricksRoute, deleteData, deleteDataSchema, keysInQuery } from '#lib/serving/index.ts';

/** Five hundred keys of the longest kind fit. */
const maxBytes = 2_000_000;

export const POST = databricksRoute({
  permission: 'knowledge.write',
  summary: 'Delete documents by their keys',
  body: deleteDataSchema,
  handle: ({ caller, name, body }) => deleteData(caller, name, body.primary_keys),
});

/** Keys in the query, as databricks-sdk-py sends them, or in the body, as databricks-vectorsearch does. */
export const DELETE = databricksRoute({
  permission: 'knowledge.write',
  summary: 'Delete documents by their keys, given in the query or the body',
  handle: async ({ caller, name, request }) => {
    const inQuery = keysInQuery(request);
    const { primary_keys: keys } =
      inQuery.length > 0
        ? parseOrThrow(deleteDataSchema, { primary_keys: inQuery }, 'query')
        : await readJsonAs(request, deleteDataSchema, maxBytes);
    return deleteData(caller, name, keys);
  },
});
