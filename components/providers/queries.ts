'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { type ProviderInput, providerSummarySchema, providerTestSchema } from '#lib/providers/schemas.ts';

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

/** Adds a provider, or changes the one of that name. */
export function useSaveProvider() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, ...json }: ProviderInput) =>
      fetchJson(pathOf(name), providerSummarySchema, { method: 'PUT', json }),
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

/** One tiny call; a provider that fails is a result, not an error. */
export function useTestProvider(name: string) {
  return useMutation({
    mutationFn: (model: string | undefined) =>
      fetchJson(`${pathOf(name)}/test`, providerTestSchema, { method: 'POST', json: { model } }),
  });
}
