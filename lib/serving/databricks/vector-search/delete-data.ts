import type { Caller } from '../../../access/index.ts';
import { deleteDocument, documentsNamed } from '../../../knowledge/index.ts';
import { AppError } from '../../../platform/errors.ts';

/**
 * `…/delete-data`: deletes the documents of these keys. They are gone from the next snapshot on, and a job erases them from
 * older ones. A key of no document counts as deleted, as deleting twice does no harm. Throws `not_found`.
 */
export async function deleteData(caller: Caller, name: string, primaryKeys: readonly string[]) {
  const keys = [...new Set(primaryKeys)];
  const found = await documentsNamed(caller, name, keys);
  for (const id of new Set(found.values())) await deleteUnlessGone(caller, name, id);
  return {
    status: 'SUCCESS',
    result: { success_row_count: keys.length, failed_primary_keys: [] },
    slipway: { unknown_primary_keys: keys.filter((key) => !found.has(key)) },
  };
}

/** Somebody else may have deleted it meanwhile. */
async function deleteUnlessGone(caller: Caller, name: string, id: string): Promise<void> {
  try {
    await deleteDocument(caller, name, id);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
  }
}

/** Keys in the query, as databricks-sdk-py sends them: `?primary_keys=a&primary_keys=b`. */
export function keysInQuery(request: Request): string[] {
  return new URL(request.url).searchParams.getAll('primary_keys');
}
