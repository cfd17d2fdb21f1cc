'use client';

import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { endpointDetailSchema, endpointSummarySchema } from '#lib/serving/schemas.ts';

const endpointListSchema = z.object({ items: z.array(endpointSummarySchema) });

export function useEndpoints() {
  return useQuery({
    queryKey: queryKeys.endpoints.list(),
    queryFn: ({ signal }) => fetchJson('/api/endpoints', endpointListSchema, { signal }),
  });
}

export function useEndpoint(name: string) {
  return useQuery({
    queryKey: queryKeys.endpoints.item(name),
    queryFn: ({ signal }) =>
      fetchJson(`/api/endpoints/${encodeURIComponent(name)}`, endpointDetailSchema, { signal }),
    refetchInterval: 15_000,
  });
}
