'use client';

import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { documentContentSchema } from '#lib/knowledge/schemas.ts';

/** Blocks and chunks of a revision; a revision never changes. */
export function useDocumentContent(revisionId: string) {
  return useQuery({
    queryKey: queryKeys.documents.item(revisionId, 'content'),
    queryFn: ({ signal }) => fetchJson(`/api/documents/${revisionId}`, documentContentSchema, { signal }),
    staleTime: 5 * 60_000,
  });
}
