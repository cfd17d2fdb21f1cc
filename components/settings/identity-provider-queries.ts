'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  discoverySchema,
  identityProviderListSchema,
  identityProviderSchema,
  type SaveIdentityProviderInput,
} from '#lib/access/schemas.ts';
import { fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';

const key = queryKeys.identityProviders.all;

export function useIdentityProviders() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => fetchJson('/api/identity-providers', identityProviderListSchema, { signal }),
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: key });
}

/** `id` null adds one. */
export function useSaveIdentityProvider(id: string | null) {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (json: SaveIdentityProviderInput & { slug?: string }) =>
      id === null
        ? fetchJson('/api/identity-providers', identityProviderSchema, { method: 'POST', json })
        : fetchJson(`/api/identity-providers/${id}`, identityProviderSchema, { method: 'PUT', json }),
    onSuccess,
  });
}

export function useDeleteIdentityProvider() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (id: string) => fetchVoid(`/api/identity-providers/${id}`, { method: 'DELETE' }),
    onSuccess,
  });
}

export function useTestIdentityProvider() {
  return useMutation({
    mutationFn: (id: string) =>
      fetchJson(`/api/identity-providers/${id}/test`, discoverySchema, { method: 'POST' }),
  });
}
