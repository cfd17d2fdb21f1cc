import { assertMayAt, type Caller, principalsOf } from '../access/index.ts';
import { retrieveFrom } from './retrieve.ts';
import type { SearchInput, SearchResult } from './schemas.ts';
import { freshKnowledgeView } from './serving-view.ts';

/** A search as people try it out: sees every change made before it. */
export async function searchKnowledge(
  caller: Caller,
  name: string,
  input: SearchInput,
  signal: AbortSignal,
): Promise<SearchResult> {
  assertMayAt(caller, 'knowledge.read', { kind: 'knowledge', name });
  return retrieveFrom(await freshKnowledgeView(name), {
    knowledge: name,
    query: input.query,
    k: input.k,
    mode: input.mode,
    filters: input.filters,
    reader: principalsOf(caller),
    snapshot: input.snapshot ?? 'latest',
    signal,
  });
}
