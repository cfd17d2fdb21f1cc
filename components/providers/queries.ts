'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import {
  type ProviderInput,
  priceHistorySchema,
  providerHealthSchema,
  providerSummarySchema,
  providerTestSchema,
} from '#lib/providers/schemas.ts';

const providerListSchema = z.object({ items: z.array(providerSummarySchema) });

function pathOf(name: string): string {
  return `/api/providers/${encodeURIComponent(name)}`;
}

/** The built-in provider first. */
export function useProviders() {
  return useQuery({
    queryKey: queryKeys.providers.list(),
    queryFn: ({ signal }) => fetchJson('/api/providers', providerListSchema, { signal }),
  });
}

const healthIntervalMs = 15_000;

export function useProviderHealth(name: string) {
  return useQuery({
    queryKey: queryKeys.providers.item(name, 'health'),
    queryFn: ({ signal }) => fetchJson(`${pathOf(name)}/health`, providerHealthSchema, { signal }),
    refetchInterval: healthIntervalMs,
  });
}

/** Newest first. */
export function usePriceHistory(name: string) {
  return useQuery({
    queryKey: queryKeys.providers.item(name, 'prices'),
    queryFn: ({ signal }) => fetchJson(`${pathOf(name)}/prices`, priceHistorySchema, { signal }),
  });
}

interface SavedProvider {
  input: ProviderInput;
  /** `updatedAt` as the form read it; null adds a provider. */
  readAt: string | null;
}

/** Adds a provider, or changes the one of that name unless somebody else did since `readAt`. */
export function useSaveProvider() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ input: { name, ...json }, readAt }: SavedProvider) =>
      fetchJson(pathOf(name), providerSummarySchema, {
        method: 'PUT',
        json,
        ...(readAt !== null && { headers: { 'if-match': `"${readAt}"` } }),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.providers.all }),
  });
}

export function useDeleteProvider() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => fetchVoid(pathOf(name), { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.providers.all }),
  });
}

/** One tiny call; a provider that fails is a result, not an error. It may close the provider's circuit. */
export function useTestProvider(name: string) {
  const client = useQueryClient();
  return useMutation({
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.providers.item(name, 'health') }),
    mutationFn: (model: string | undefined) =>
      fetchJson(`${pathOf(name)}/test`, providerTestSchema, { method: 'POST', json: { model } }),
  });
}
