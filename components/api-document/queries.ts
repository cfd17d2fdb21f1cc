'use client';

import { useQuery } from '@tanstack/react-query';
import { apiDocumentSchema } from '#lib/api-document/schemas.ts';
import { fetchJson } from '#lib/client/api.ts';

export function useApiDocument() {
  return useQuery({
    queryKey: ['api-document'],
    queryFn: ({ signal }) => fetchJson('/api/openapi.json', apiDocumentSchema, { signal }),
    // It changes with the version of the product only.
    staleTime: Number.POSITIVE_INFINITY,
  });
}
