import { assertMay, type Caller, type Permission, reachOf } from '../access/index.ts';
import { readableBy } from './list-inferences.ts';
import { findInferenceIds, findReached } from './page-store.ts';
import type { InferenceFilters } from './schemas.ts';

/** Ids of the requests a filter selects where the caller may read them, newest first, `limit` at most. */
export function selectInferences(
  caller: Caller,
  filters: InferenceFilters,
  limit: number,
): Promise<string[]> {
  assertMay(caller, 'inferences.read');
  return findInferenceIds(filters, readableBy(caller), limit);
}

/** Of these requests, those of endpoints where the caller holds the permission. Anybody else's do not exist. */
export async function reachedInferences(
  caller: Caller,
  permission: Permission,
  requestIds: readonly string[],
): Promise<string[]> {
  assertMay(caller, permission);
  return findReached(requestIds, reachOf(caller, permission));
}
