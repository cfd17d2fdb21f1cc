'use client';

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import {
  type KnowledgeDetail,
  type SearchInput,
  searchInputSchema,
  searchModeSchema,
} from '#lib/knowledge/schemas.ts';

/** Everything a search is made of, in the URL: a link to a result is a link to the same search. */
export function useRetrievalState() {
  return useQueryStates(
    {
      ask: parseAsString.withDefault(''),
      mode: parseAsStringLiteral(searchModeSchema.options),
      k: parseAsInteger.withDefault(8),
      snapshot: parseAsInteger,
      in: parseAsString,
      format: parseAsString,
      language: parseAsString,
    },
    { history: 'replace' },
  );
}

export type RetrievalState = ReturnType<typeof useRetrievalState>[0];
export type SetRetrievalState = ReturnType<typeof useRetrievalState>[1];

/** The search of the URL; null when it asks nothing, or nothing that can be asked. */
export function searchOf(state: RetrievalState): SearchInput | null {
  const filters = {
    ...(state.in !== null && { documentIds: [state.in] }),
    ...(state.format !== null && { mediaType: state.format }),
    ...(state.language !== null && { language: state.language }),
  };
  const parsed = searchInputSchema.safeParse({
    query: state.ask,
    k: state.k,
    ...(state.mode !== null && { mode: state.mode }),
    ...(state.snapshot !== null && { snapshot: state.snapshot }),
    ...(Object.keys(filters).length > 0 && { filters }),
  });
  return parsed.success ? parsed.data : null;
}

export function hasEmbeddings(knowledge: KnowledgeDetail | undefined): boolean {
  return knowledge !== undefined && knowledge.embedding.kind !== 'none';
}
