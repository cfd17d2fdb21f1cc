import { assertMay, type Caller, userIdOf } from './caller.ts';
import { findApiKeys } from './key-store.ts';
import type { ApiKeyList, ListApiKeysQuery } from './schemas.ts';
import { apiKeySummary } from './summaries.ts';

/** One's own keys, or with `scope: 'all'` (permission `keys.all`) everybody's. */
export async function listApiKeys(caller: Caller, query: ListApiKeysQuery): Promise<ApiKeyList> {
  assertMay(caller, query.scope === 'all' ? 'keys.all' : 'keys.own');
  const { rows, total } = await findApiKeys(query.scope === 'all' ? null : userIdOf(caller), query);
  return { items: rows.map(apiKeySummary), total };
}
