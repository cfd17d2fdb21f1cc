'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { armResultsSchema } from '#lib/monitoring/schemas.ts';
import {
  endpointDetailSchema,
  endpointSummarySchema,
  rollbackPreviewSchema,
  splitPreviewSchema,
} from '#lib/serving/schemas.ts';
import { endpointApi } from './hrefs.ts';

const endpointListSchema = z.object({ items: z.array(endpointSummarySchema) });

export function useEndpoints(enabled = true) {
  return useQuery({
    queryKey: queryKeys.endpoints.list(),
    queryFn: ({ signal }) => fetchJson('/api/endpoints', endpointListSchema, { signal }),
    enabled,
  });
}

export function useEndpoint(name: string, enabled = true) {
  return useQuery({
    queryKey: queryKeys.endpoints.item(name),
    queryFn: ({ signal }) => fetchJson(endpointApi(name), endpointDetailSchema, { signal }),
    refetchInterval: 15_000,
    enabled,
  });
}

/** Who would move under new shares. Null asks for nothing; the last answer stays while a new one is made. */
export function useSplitPreview(name: string, shares: Record<string, number> | null) {
  return useQuery({
    queryKey: queryKeys.endpoints.item(name, 'preview', shares),
    queryFn: ({ signal }) =>
      fetchJson(endpointApi(name, 'preview'), splitPreviewSchema, {
        method: 'POST',
        json: { shares },
        signal,
      }),
    enabled: shares !== null,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

/** What going back would put in force. Asked anew each time, because aliases move. */
export function useRollbackPreview(name: string, to: number, takeBackDocuments: boolean) {
  return useQuery({
    queryKey: queryKeys.endpoints.item(name, 'rollback', to, takeBackDocuments),
    queryFn: ({ signal }) =>
      fetchJson(endpointApi(name, 'rollback'), rollbackPreviewSchema, {
        query: { to, takeBackDocuments },
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** Results of every arm under a configuration; of the one in force when null. */
export function useArmResults(name: string, config: number | null) {
  return useQuery({
    queryKey: queryKeys.endpoints.item(name, 'results', config),
    queryFn: ({ signal }) =>
      fetchJson(endpointApi(name, 'results'), armResultsSchema, { query: { config }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
}
